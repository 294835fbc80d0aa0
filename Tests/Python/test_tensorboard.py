"""`log`: what TensorBoard's own reader finds in the folder."""

import io
import signal
import subprocess
import time

import pytest
from kernel_test import FORGER
from PIL import Image
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from test_checkpoints import OWN, run, succeed


def read(folder):
    events = EventAccumulator(str(folder), size_guidance={"scalars": 0, "images": 0, "histograms": 0})
    events.Reload()
    return events


def test_tensorboard_reads_scalars_pictures_and_histograms(tmp_path):
    out = succeed(
        tmp_path,
        'data digits count=500\nlog "runs/first" every=2 pictures=4\n' + OWN
        + 'train steps=9 batch=32\nlog off\ntrain steps=2\nexport "losses.csv"')
    assert "tensorboard --logdir runs" in out
    events = read(tmp_path / "runs" / "first")
    losses = events.Scalars("loss/generator")
    assert [event.step for event in losses] == [1, 2, 4, 6, 8, 9]
    assert all(abs(event.wall_time - time.time()) < 600 for event in losses)
    rows = [line.split(",") for line in (tmp_path / "losses.csv").read_text().splitlines()[1:]]
    for tag, column in [
        ("loss/discriminator", 2), ("loss/generator", 3), ("judgement/real", 4), ("judgement/fake", 5), ("epoch", 1)]:
        for event in events.Scalars(tag):
            assert event.value == pytest.approx(float(rows[event.step - 1][column]), rel=1e-6)
    pictures = events.Images("samples")
    assert [event.step for event in pictures] == [4, 8, 9]
    for event in pictures:
        image = Image.open(io.BytesIO(event.encoded_image_string))
        assert image.size == (event.width, event.height) and image.width >= 6 * 28
    weights = events.Histograms("generator/0.weight")
    assert [event.step for event in weights] == [4, 8, 9]
    for event in weights:
        value = event.histogram_value
        assert value.num == sum(value.bucket) == 12 * 8 * 7 * 7
        assert len(value.bucket) == len(value.bucket_limit) and value.bucket_limit[-1] == value.max
        assert value.min < 0 < value.max
    assert "discriminator/4.weight" not in events.Tags()["histograms"]
    assert "discriminator/3.bias" in events.Tags()["histograms"]


def test_a_second_pair_is_a_run_of_its_own(tmp_path):
    succeed(
        tmp_path, 'data digits count=200\nlog "runs/a" every=1\ngan mlp-tiny as one\ntrain steps=2\ngan mlp-tiny as two\ntrain steps=3')
    assert [event.step for event in read(tmp_path / "runs/a").Scalars("epoch")] == [1, 2]
    assert [event.step for event in read(tmp_path / "runs/a/two").Scalars("epoch")] == [1, 2, 3]


def test_a_run_that_is_killed_keeps_what_was_written(tmp_path):
    (tmp_path / "script.forger").write_text(
        'data digits count=500\nlog "run" every=1 pictures=5\ngan mlp-tiny\ntrain steps=1000000')
    process = subprocess.Popen([FORGER, "run", "script.forger"], cwd=tmp_path, stdout=subprocess.DEVNULL)
    try:
        for _ in range(600):
            files = list((tmp_path / "run").glob("events.out.tfevents.*"))
            if files and files[0].stat().st_size > 200_000:
                break
            time.sleep(0.05)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    steps = [event.step for event in read(tmp_path / "run").Scalars("loss/generator")]
    assert len(steps) >= 10 and steps == list(range(1, len(steps) + 1))


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    done = run(tmp_path, 'gan mlp-tiny\nlog "file/run"')
    assert done.returncode == 1 and "cannot be written" in done.stderr, done.stderr
