package io.github.huggingtweets.notebook;

import io.github.huggingtweets.drawing.Picture;
import io.github.huggingtweets.report.Report;
import io.github.huggingtweets.report.ReportCharts;
import io.github.huggingtweets.report.Stopping;
import java.util.ArrayList;
import java.util.List;

/**
 * A report, for the template: its tables, what it says in words, and those of its charts that have something to draw.
 *
 * @param sections the tables
 * @param sentence whether the training was long enough; empty if a chart says it, or if that is not known
 * @param remarks what could not be measured and why
 * @param charts the charts as HTML
 */
record ReportView(List<Section> sections, String sentence, List<String> remarks, List<String> charts) {

    /** A table whose first column has the names of the rows. */
    record Section(String title, List<String> columns, List<Row> rows) {}

    /** A name and the values beside it. */
    record Row(String name, List<String> values) {}

    static ReportView of(Report report) {
        boolean drawsLoss = report.stopping().map(training -> !training.evaluations().isEmpty()).orElse(false);
        return new ReportView(
                report.sections().stream().map(ReportView::section).toList(),
                drawsLoss ? "" : report.stopping().map(Stopping::sentence).orElse(""),
                report.remarks(),
                charts(report, drawsLoss).stream().map(Picture::html).toList());
    }

    private static List<Picture> charts(Report report, boolean drawsLoss) {
        ReportCharts charts = report.chart();
        List<Picture> drawn = new ArrayList<>();
        if (report.voice().own().isPresent() || report.voice().somebodyElses().isPresent()) {
            drawn.add(charts.voice());
        }
        if (report.originality().tweets() > 0) {
            drawn.add(charts.longestRuns());
        }
        if (drawsLoss) {
            drawn.add(charts.loss());
        }
        return drawn;
    }

    private static Section section(Report.Section section) {
        return new Section(section.title(), rest(section.columns()),
                section.rows().stream().map(row -> new Row(row.get(0), rest(row))).toList());
    }

    private static List<String> rest(List<String> cells) {
        return cells.subList(1, cells.size());
    }
}
