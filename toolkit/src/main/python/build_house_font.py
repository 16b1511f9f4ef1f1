"""Builds the typeface of the charts: Inter, with the letters of other scripts from Noto Sans, and the emoji of Noto Emoji.

usage: build_house_font.py FOLDER_OF_NPM_PACKAGES OUTPUT_FOLDER

    npm install @fontsource/inter@5.3.0 @fontsource/noto-emoji@5.3.2
    npm install @fontsource/noto-sans-{jp,kr,arabic,hebrew,thai,devanagari}@5.3.0
    pip install fonttools==4.68.0 brotli==1.2.1
    python build_house_font.py node_modules/@fontsource toolkit/src/main/resources/io/github/huggingtweets/drawing

One font holds all of it, since XChart lays out each of its texts in a single one. The semi-bold font is Inter alone.
"""

import sys
import tempfile
from pathlib import Path

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import Glyph

# The coarsest grid of the three, and the one of the most glyphs.
UNITS_PER_EM = 1000
INTER_PARTS = ["latin", "latin-ext", "greek", "greek-ext", "cyrillic", "cyrillic-ext", "vietnamese"]
SHAPED_SCRIPTS = ["arabic", "hebrew", "thai", "devanagari"]
# What joins, turns and tags emoji, and is never seen itself.
UNSEEN = [0x200B, 0x200C, 0x200D, 0x2060, 0xFE0E, 0xFE0F, *range(0xE0020, 0xE0080)]


def inter(packages: Path, weight: int) -> list[TTFont]:
    parts, known = [], set()
    for name in INTER_PARTS:
        font = TTFont(packages / f"inter/files/inter-{name}-{weight}-normal.woff2")
        parts.append(part(font, set(font.getBestCmap()) - known, ["kern", "mark", "mkmk"]))
        known |= set(font.getBestCmap())
    return parts


def japanese(packages: Path, known: set[int]) -> list[TTFont]:
    symbols = {code for code in characters_of("euc_jis_2004") if code < 0x3400}
    return east_asian(packages / "noto-sans-jp/files", (characters_of("cp932") | characters_of("euc_jp") | symbols) - known)


def korean(packages: Path) -> list[TTFont]:
    hangul = {code for code in characters_of("euc_kr") if 0x3130 < code < 0x3190 or 0xAC00 <= code < 0xD7B0}
    return east_asian(packages / "noto-sans-kr/files", hangul)


def east_asian(folder: Path, wanted: set[int]) -> list[TTFont]:
    parts = []
    for file in sorted(folder.glob("*-400-normal.woff2"), key=lambda file: -file.stat().st_size):
        font = TTFont(file)
        found = wanted & set(font.getBestCmap())
        if found:
            parts.append(part(font, found, []))
            wanted -= found
    return parts


def shaped(packages: Path, known: set[int]) -> list[TTFont]:
    """Scripts whose letters take other forms beside each other, by rules that come along."""
    parts = []
    for script in SHAPED_SCRIPTS:
        font = TTFont(packages / f"noto-sans-{script}/files/noto-sans-{script}-{script}-400-normal.woff2")
        parts.append(part(font, set(font.getBestCmap()) - known - set(UNSEEN), ["*"]))
        known = known | set(font.getBestCmap())
    return parts


def characters_of(encoding: str) -> set[int]:
    """All characters of two bytes or fewer in an encoding, but for controls and its private ones."""
    codes = [bytes([high, low]) for high in range(0x81, 0xFF) for low in range(0x40, 0xFF)]
    codes += [bytes([code]) for code in range(0xA0, 0xE0)]
    decoded = (code.decode(encoding, errors="ignore") for code in codes)
    return {ord(char) for text in decoded for char in text if 0xA0 <= ord(char) < 0xE000 or 0xF900 <= ord(char)}


def emoji(packages: Path, known: set[int]) -> tuple[TTFont, dict[tuple[int, ...], str]]:
    """The font, and its ligatures: the code points that stand for one picture, with the glyph of that picture."""
    font = TTFont(packages / "noto-emoji/files/noto-emoji-emoji-400-normal.woff2")
    code_of = {glyph: code for code, glyph in font.getBestCmap().items()}
    ligatures = {}
    for subtable in font["GSUB"].table.LookupList.Lookup[0].SubTable:
        for first, starting in getattr(subtable, "ExtSubTable", subtable).ligatures.items():
            for ligature in starting:
                names = [first, *ligature.Component]
                if all(name in code_of for name in names):
                    ligatures[tuple(code_of[name] for name in names)] = ligature.LigGlyph
    wanted = set(font.getBestCmap()) - known - set(UNSEEN) - set(range(0x20))
    return part(font, wanted, [], glyphs=set(ligatures.values())), ligatures


def part(font: TTFont, characters: set[int], features: list[str], glyphs: set[str] = frozenset()) -> TTFont:
    options = Options(hinting=False, layout_features=features, notdef_outline=True, glyph_names=True, name_IDs=[])
    options.drop_tables += ["STAT", "BASE", "vhea", "vmtx", "gasp", "prep"] + ([] if features else ["GSUB", "GPOS", "GDEF"])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters, glyphs=glyphs)
    subsetter.subset(font)
    scale_upem(font, UNITS_PER_EM)
    return font


def characters(parts: list[TTFont]) -> set[int]:
    return set().union(*(font.getBestCmap() for font in parts))


def merge(parts: list[TTFont]) -> TTFont:
    with tempfile.TemporaryDirectory() as folder:
        files = [f"{folder}/{number}.ttf" for number in range(len(parts))]
        for font, file in zip(parts, files):
            font.save(file)
        return Merger().merge(files)


def name(font: TTFont, style: str, weight: int, metrics: TTFont, copyrights: list[str]) -> None:
    names = font["name"]
    names.names = []
    for number, text in {
        0: "; ".join(copyrights),
        1: "HuggingTweets Charts",
        2: style,
        4: f"HuggingTweets Charts {style}",
        5: "Version 1.0",
        6: f"HuggingTweetsCharts-{style}",
        13: "SIL Open Font License, Version 1.1",
        14: "https://openfontlicense.org",
    }.items():
        names.setName(text, number, 3, 1, 0x409)
    # A line is as high as in Inter, whatever the other letters need.
    for table, fields in {"hhea": ["ascent", "descent", "lineGap"],
                          "OS/2": ["sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent"]}.items():
        for field in fields:
            setattr(font[table], field, getattr(metrics[table], field))
    font["OS/2"].usWeightClass = weight
    font["post"].formatType = 3.0


def hide(font: TTFont) -> None:
    """Gives what is never seen glyphs of no width, so that no box stands for it."""
    glyph_of = {code: f"unseen{code:X}" for code in UNSEEN}
    font.setGlyphOrder([*font.getGlyphOrder(), *glyph_of.values()])
    for glyph in glyph_of.values():
        font["glyf"][glyph] = Glyph()
        font["hmtx"][glyph] = (0, 0)
    for table in font["cmap"].tables:
        table.cmap.update({code: glyph for code, glyph in glyph_of.items() if table.format == 12 or code <= 0xFFFF})


def join(font: TTFont, ligatures: dict[tuple[int, ...], str], renamed: dict[str, str]) -> None:
    """Adds the ligatures of the emoji to the rules of every script, since an emoji belongs to the script that it stands in."""
    glyph_of = font.getBestCmap()
    rules = [f"  sub {' '.join(glyph_of[code] for code in codes)} by {renamed[glyph]};"
             for codes, glyph in sorted(ligatures.items()) if all(code in glyph_of for code in codes)]
    of_scripts = font["GSUB"].table
    addOpenTypeFeaturesFromString(font, "feature ccmp {\n" + "\n".join(rules) + "\n} ccmp;", tables=["GSUB"])
    lookup = font["GSUB"].table.LookupList.Lookup[0]
    font["GSUB"].table = of_scripts
    of_scripts.LookupList.Lookup.append(lookup)
    number = len(of_scripts.LookupList.Lookup) - 1
    features = of_scripts.FeatureList.FeatureRecord
    for composing in [feature for feature in features if feature.FeatureTag == "ccmp"]:
        composing.Feature.LookupListIndex.append(number)
    alone = otTables.FeatureRecord()
    alone.FeatureTag, alone.Feature = "ccmp", otTables.Feature()
    alone.Feature.FeatureParams, alone.Feature.LookupListIndex = None, [number]
    features.append(alone)
    for script in of_scripts.ScriptList.ScriptRecord:
        languages = [script.Script.DefaultLangSys, *(language.LangSys for language in script.Script.LangSysRecord)]
        for language in filter(None, languages):
            if not any(features[index].FeatureTag == "ccmp" for index in language.FeatureIndex):
                language.FeatureIndex.append(len(features) - 1)


def main(packages: str, output: str) -> None:
    sources, folder = Path(packages), Path(output)
    for style, weight in {"Regular": 400, "SemiBold": 600}.items():
        parts = inter(sources, weight)
        metrics, copyrights = parts[0], ["Copyright 2016 The Inter Project Authors (https://github.com/rsms/inter)"]
        ligatures = {}
        if style == "Regular":
            parts += japanese(sources, characters(parts))
            parts += korean(sources)
            parts += shaped(sources, characters(parts))
            pictures, ligatures = emoji(sources, characters(parts))
            parts.append(pictures)
            copyrights += ["(c) 2014-2021 Adobe (http://www.adobe.com/)", "Copyright 2022-2024 The Noto Project Authors"
                           " (https://github.com/notofonts)", "Copyright 2013-2026 Google LLC"]
        font = merge(parts)
        name(font, style, weight, metrics, copyrights)
        # merged glyphs stand one part after the other, renamed if names clash
        last = parts[-1].getGlyphOrder()
        renamed = dict(zip(last, font.getGlyphOrder()[-len(last):]))
        hide(font)
        if ligatures:
            join(font, ligatures, renamed)
        font.save(folder / f"House-{style}.ttf")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
