"""Prints all that MLflow's own client finds in a server as JSON: python read_mlflow.py ADDRESS"""

import hashlib
import json
import sys
import tempfile
from pathlib import Path

import mlflow
from mlflow import MlflowClient

mlflow.set_tracking_uri(sys.argv[1])
client = MlflowClient()


def files(client_files):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(client_files(folder))
        return {
            str(path.relative_to(root)): {
                "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
                "text": path.read_text(encoding="utf-8") if path.stat().st_size < 100_000 and path.suffix in {".json", ".txt", ".jsonl"} else None,
            }
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }


def model(model_id):
    logged = client.get_logged_model(model_id)
    return {
        "name": logged.name,
        "type": logged.model_type,
        "status": str(logged.status),
        "source run": logged.source_run_id,
        "tags": logged.tags,
        "params": logged.params,
    }


def described(run):
    tables = [entry["path"] for entry in json.loads(run.data.tags.get("mlflow.loggedArtifacts", "[]"))]
    outputs = [output.model_id for output in run.outputs.model_outputs]
    return {
        "id": run.info.run_id,
        "name": run.info.run_name,
        "status": run.info.status,
        "start": run.info.start_time,
        "end": run.info.end_time,
        "params": run.data.params,
        "tags": run.data.tags,
        "metrics": {
            key: [[metric.step, repr(metric.value)] for metric in client.get_metric_history(run.info.run_id, key)]
            for key in run.data.metrics
        },
        "datasets": [
            {
                "name": used.dataset.name,
                "digest": used.dataset.digest,
                "source": used.dataset.source,
                "profile": json.loads(used.dataset.profile),
                "context": used.tags[0].value,
            }
            for used in run.inputs.dataset_inputs
        ],
        "input models": [model(used.model_id) for used in run.inputs.model_inputs],
        "output models": [model(made) for made in outputs],
        "model files": [files(lambda folder, made=made: mlflow.artifacts.download_artifacts(f"models:/{made}", dst_path=folder)) for made in outputs],
        "files": files(lambda folder: mlflow.artifacts.download_artifacts(run_id=run.info.run_id, artifact_path="", dst_path=folder)),
        "tables": {path: client.load_table(run.info.experiment_id, path, run_ids=[run.info.run_id]).to_dict(orient="list") for path in tables},
        "versions": [
            {"name": version.name, "version": str(version.version), "tags": version.tags, "source": version.source}
            for version in client.search_model_versions(f"run_id = '{run.info.run_id}'")
        ],
    }


experiments = {experiment.name: experiment.experiment_id for experiment in client.search_experiments()}
json.dump({name: [described(client.get_run(run.info.run_id)) for run in client.search_runs([key])] for name, key in experiments.items()}, sys.stdout)
