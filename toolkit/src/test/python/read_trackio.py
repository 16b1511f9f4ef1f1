"""Prints what Trackio has of a project, as JSON: read_trackio.py PROJECT"""

import json
import sys

import trackio
from trackio.server import get_artifact_lineage, get_artifact_manifest, list_artifacts
from trackio.sqlite_storage import SQLiteStorage

project = sys.argv[1]
runs, artifacts = [], []
for run in trackio.Api().runs(project):
    logs = SQLiteStorage.get_logs(project, run.name, run_id=run.id)  # the dashboard's own leave points out
    runs.append({"name": run.name, "config": run.config, "logs": logs})
for artifact in list_artifacts(project):
    for version in artifact["versions"]:
        found = get_artifact_manifest(project, artifact["name"], f"v{version['version']}")
        lineage = get_artifact_lineage(project, found["version_id"])
        names = {node["id"]: node.get("artifact_name") or node.get("run_name") for node in lineage["nodes"]}
        edges = sorted(f"{names[edge['source']]} -> {names[edge['target']]}" for edge in lineage["edges"])
        artifacts.append({**found, "edges": edges})
print(json.dumps({"runs": runs, "artifacts": artifacts}, default=str))
