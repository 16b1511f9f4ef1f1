"""Uses huggingface_hub as its users do: uploads a folder into a private model, or downloads a model."""

import sys

from huggingface_hub import HfApi, snapshot_download

verb, name, *rest = sys.argv[1:]
if verb == "upload":
    HfApi().create_repo(name, private=True, exist_ok=True)
    print(HfApi().upload_folder(repo_id=name, folder_path=rest[0], ignore_patterns=".*").oid)
elif verb == "download":
    print(snapshot_download(name))
else:
    sys.exit("unknown: " + verb)
