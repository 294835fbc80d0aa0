"""`save`, `load`, `export` and what is saved by itself, with processes that are killed and disks that are full.

The files are read with Hugging Face's own library, and their networks made a second time with NumPy.
"""

import os
import random
import resource
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
from jupyter_client.manager import start_new_kernel
from kernel_test import FORGER, ROOT
from safetensors import SafetensorError, safe_open
from safetensors.numpy import load_file, save_file

sys.path.insert(0, str(ROOT / "Tests" / "References"))
import engine_numbers  # noqa: E402

SAMPLE = 6
OWN = """
gan mine
  latent 12
  generator
    dense 8x7x7, batchnorm, relu
    upconv 4 kernel=4 stride=2 padding=1, batchnorm, relu
    upconv 1 kernel=4 stride=2 padding=1, tanh
  discriminator
    conv 8 kernel=4 stride=2 padding=1, leaky_relu 0.2, dropout 0.3
    dense 1
end
"""


def run(folder, text, **options):
    """Runs a script in a folder; nothing outside of it is read or written."""
    (folder / "script.forger").write_text(text)
    environment = os.environ | {"XDG_STATE_HOME": str(folder / "state"), "HOME": str(folder)}
    environment |= options.pop("environment", {})
    return subprocess.run(
        [FORGER, "run", "script.forger"], cwd=folder, env=environment, capture_output=True, text=True, timeout=300,
        **options)


def succeed(folder, text, **options):
    done = run(folder, text, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def digest(text):
    return text.rsplit("weights digest ", 1)[1].split()[0]


def latents(count, size, seed):
    return engine_numbers.normal(seed, SAMPLE, 0, 0, count * size).reshape(count, size)


def test_a_training_goes_on_in_another_process_as_if_never_interrupted(tmp_path):
    begin = "data digits count=500\nseed 3\n" + OWN
    whole = succeed(tmp_path, begin + "train steps=14 batch=64")
    succeed(tmp_path, begin + 'train steps=3 batch=64\ntrain steps=4 batch=64\nsave "runs/half way"')
    resumed = succeed(tmp_path, 'data digits count=500\nload "runs/half way"\nnames\ntrain steps=7 batch=64')
    assert digest(resumed) == digest(whole)
    assert "mine: networks mine, after 7 steps, in use" in resumed and "7 steps of digits" in resumed


def test_the_architecture_of_a_block_comes_along(tmp_path):
    succeed(tmp_path, "seed 5\n" + OWN + "save")
    again = succeed(tmp_path, 'load mine\nsummary\nseed 5\nreset\nsave "fresh"')
    assert "ConvTranspose(4, kernel: 4, stride: 2, padding: 1)" in again
    assert digest(again) == digest(succeed(tmp_path, "load fresh"))
    weights = load_file(tmp_path / "fresh.safetensors")
    other = load_file(tmp_path / "mine.safetensors")
    assert all((weights[name] == other[name]).all() for name in weights)


def test_a_twin_in_numpy_makes_the_same_pictures_from_a_checkpoint(tmp_path):
    succeed(tmp_path, 'data digits count=1000\nseed 2\ngan vanilla\ntrain steps=20\nsave "v"\nexport "v.npy" count=9 seed=4')
    weights = load_file(tmp_path / "v.safetensors")
    assert weights["generator.0.weight"].shape == (256, 100)
    assert weights["discriminator.0.weight"].shape == (1024, 784)
    assert weights["optimizer.generator.6.bias.exp_avg_sq"].shape == (784,)
    x = latents(9, 100, seed=4)
    for layer in (0, 2, 4, 6):
        x = x @ weights[f"generator.{layer}.weight"].T.astype(np.float64) + weights[f"generator.{layer}.bias"]
        x = np.where(x > 0, x, 0.2 * x) if layer < 6 else np.tanh(x)
    ours = np.load(tmp_path / "v.npy")
    assert ours.shape == (9, 1, 28, 28) and ours.std() > 0.1
    np.testing.assert_allclose(ours.reshape(9, 784), x, atol=2e-5)


def conv_transpose(x, weight, stride, padding):
    """PyTorch's definition, slowly: weight is inputs x outputs x height x width."""
    count, _, height, width = x.shape
    _, outputs, kernel, _ = weight.shape
    full = np.zeros((count, outputs, (height - 1) * stride + kernel, (width - 1) * stride + kernel))
    for row in range(height):
        for column in range(width):
            paint = np.einsum("ni,iokl->nokl", x[:, :, row, column], weight)
            full[:, :, row * stride:row * stride + kernel, column * stride:column * stride + kernel] += paint
    return full[:, :, padding:full.shape[2] - padding, padding:full.shape[3] - padding]


def test_so_does_one_of_convolutions_and_batch_normalisations(tmp_path):
    begin = "data digits count=500\nseed 6\n" + OWN
    succeed(tmp_path, begin + 'train steps=30 batch=32\nexport "g.safetensors"\nexport "g.npy" count=5 seed=1')
    weights = {name: value.astype(np.float64) for name, value in load_file(tmp_path / "g.safetensors").items()}
    assert weights["3.weight"].shape == (8, 4, 4, 4)

    def normalize(x, layer):
        mean, variance, scale, shift = (
            weights[f"{layer}.{name}"].reshape(1, -1, 1, 1) for name in ("running_mean", "running_var", "weight", "bias"))
        return np.maximum((x - mean) / np.sqrt(variance + 1e-5) * scale + shift, 0)

    x = latents(5, 12, seed=1) @ weights["0.weight"].T + weights["0.bias"]
    x = normalize(x.reshape(5, 8, 7, 7), 1)
    x = normalize(conv_transpose(x, weights["3.weight"], 2, 1) + weights["3.bias"].reshape(1, -1, 1, 1), 4)
    x = np.tanh(conv_transpose(x, weights["6.weight"], 2, 1) + weights["6.bias"].reshape(1, -1, 1, 1))
    np.testing.assert_allclose(np.load(tmp_path / "g.npy"), x, atol=2e-5)


def test_weights_of_another_program_go_into_networks_that_fit(tmp_path):
    succeed(tmp_path, 'seed 1\ngan vanilla\nexport "a.safetensors" network=both')
    weights = load_file(tmp_path / "a.safetensors")
    save_file(
        {name: value.astype(np.float16 if name.startswith("generator") else np.float32) for name, value in weights.items()},
        tmp_path / "b.safetensors")
    out = succeed(tmp_path, 'seed 9\ngan vanilla as other\nload "b.safetensors"\nexport "c.safetensors" network=both')
    assert "other has the weights of b.safetensors" in out
    again = load_file(tmp_path / "c.safetensors")
    assert all((again[name] == weights[name]).all() for name in weights if name.startswith("discriminator"))
    assert all((again[name] == weights[name].astype(np.float16)).all() for name in weights if name.startswith("generator"))
    wrong = run(tmp_path, 'gan mlp-tiny\nload "b.safetensors"')
    assert wrong.returncode == 1 and "256x100" in wrong.stderr and "other networks" in wrong.stderr
    alone = run(tmp_path, 'load "b.safetensors"')
    assert alone.returncode == 1 and "gan vanilla" in alone.stderr


def test_pictures_losses_and_half_precision_are_written_for_others(tmp_path):
    succeed(
        tmp_path,
        'data digits count=300\ngan mlp-tiny\ntrain steps=5\nexport "deep/er/samples.png" count=4\nexport "losses.csv"\n'
        'export "d.safetensors" network=discriminator precision=half\nsave "half" precision=half\nsave')
    assert (tmp_path / "deep/er/samples.png").read_bytes().startswith(b"\x89PNG")
    lines = (tmp_path / "losses.csv").read_text().splitlines()
    assert lines[0].startswith("step,epoch,") and [line.split(",")[0] for line in lines[1:]] == list("12345")
    assert load_file(tmp_path / "d.safetensors")["0.weight"].dtype == np.float16
    sizes = [(tmp_path / name).stat().st_size for name in ("half.safetensors", "mlp-tiny.safetensors")]
    assert sizes[0] * 5 < sizes[1]
    assert "for looking at" in succeed(tmp_path, "load half\nsample 4")
    for command, words in [
        ('export "x.safetensors" count=3', "count="), ('export "x.jpg"', ".png"), ('export "x.csv" seed=1', "no options"),
    ]:
        done = run(tmp_path, "gan mlp-tiny\n" + command)
        assert done.returncode == 1 and words in done.stderr, done.stderr


def test_damaged_files_are_told_and_change_nothing(tmp_path):
    succeed(tmp_path, "seed 1\ngan mlp-tiny\nsave")
    good = (tmp_path / "mlp-tiny.safetensors").read_bytes()
    chance = random.Random(1)
    spoilt = [good[:length] for length in (0, 7, 8, 100, len(good) // 2, len(good) - 1)]
    for _ in range(12):
        flipped = bytearray(good)
        flipped[chance.randrange(len(good))] ^= 1 << chance.randrange(8)
        spoilt.append(bytes(flipped))
    before = digest(succeed(tmp_path, "seed 2\ngan vanilla\nsave"))
    for number, content in enumerate(spoilt):
        (tmp_path / "bad.safetensors").write_bytes(content)
        done = run(tmp_path, 'seed 2\ngan vanilla\nload "bad"')
        assert done.returncode == 1 and "bad.safetensors cannot be loaded" in done.stderr, (number, done.stderr)
        assert "Nothing has changed" in done.stderr
    assert digest(succeed(tmp_path, "seed 2\ngan vanilla\nsave")) == before


def test_what_is_not_a_checkpoint_is_neither_loaded_nor_replaced(tmp_path):
    (tmp_path / "folder.safetensors").mkdir()
    (tmp_path / "text.safetensors").write_text("not a tensor in sight, but long enough for a header")
    save_file({"a": np.zeros(3)}, tmp_path / "other.safetensors")
    for name, words in [("folder", "folder"), ("text", "no safetensors file"), ("nowhere", "no file or checkpoint")]:
        done = run(tmp_path, f'gan mlp-tiny\nload "{name}"')
        assert done.returncode == 1 and words in done.stderr, done.stderr
    for name in ("text", "other"):
        before = (tmp_path / f"{name}.safetensors").read_bytes()
        done = run(tmp_path, f'gan mlp-tiny\nsave "{name}"')
        assert done.returncode == 1 and "did not write" in done.stderr, done.stderr
        assert (tmp_path / f"{name}.safetensors").read_bytes() == before
    nearest = run(tmp_path, 'gan mlp-tiny\nsave "first"\nload "frist"')
    assert "Did you mean `first`?" in nearest.stderr, nearest.stderr


def test_a_full_disk_leaves_the_old_file_and_says_so(tmp_path):
    succeed(tmp_path, "seed 1\ngan mlp-tiny\nsave")
    path = tmp_path / "mlp-tiny.safetensors"
    before = path.read_bytes()

    def limit():
        # Files end at 300 kB: writing on is refused, as on a full disk.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    done = run(tmp_path, "seed 2\ngan mlp-tiny\nsave", preexec_fn=limit)
    assert done.returncode == 1 and "cannot be written" in done.stderr and "as it was" in done.stderr, done.stderr
    assert path.read_bytes() == before
    assert [name for name in os.listdir(tmp_path) if name.endswith(".tmp")] == []
    gone = run(tmp_path, 'gan mlp-tiny\nexport "/dev/full/x.png"')
    assert gone.returncode == 1 and "not a folder" in gone.stderr.lower(), gone.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_told(tmp_path):
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    done = run(tmp_path, 'gan mlp-tiny\nsave "locked/a"')
    assert done.returncode == 1 and "permit" in done.stderr


def test_killed_while_saving_there_is_the_old_file_or_the_new_one(tmp_path):
    begin = "".join(f"seed {seed}\ngan vanilla as n{seed}\n" for seed in (1, 2))
    both = {digest(succeed(tmp_path, f'{begin}use n{seed}\nsave "net"')) for seed in (1, 2)}
    assert len(both) == 2
    script = begin + 'use n1\nsave "net"\nuse n2\nsave "net"\n' * 40
    environment = os.environ | {"XDG_STATE_HOME": str(tmp_path / "state"), "HOME": str(tmp_path)}
    chance = random.Random(7)
    killed = torn = 0
    for round in range(12):
        (tmp_path / "script.forger").write_text(script)
        process = subprocess.Popen(
            [FORGER, "run", "script.forger"], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True)
        for line in process.stdout:
            if "is in net.safetensors" in line:
                break
        # Now at any time, now when a file is just being written.
        deadline = time.time() + (chance.random() * 0.5 if round % 3 == 0 else 60)
        while time.time() < deadline and not any(name.endswith(".tmp") for name in os.listdir(tmp_path)):
            pass
        time.sleep(chance.random() * 0.01)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        process.stdout.close()
        torn += any(name.endswith(".tmp") for name in os.listdir(tmp_path))
        assert digest(succeed(tmp_path, "load net")) in both
        with safe_open(tmp_path / "net.safetensors", "np") as file:
            assert len(file.keys()) > 20
    assert killed == 12 and torn > 0
    # What the dead left behind goes with the next save.
    succeed(tmp_path, begin + 'save "net"')
    assert [name for name in os.listdir(tmp_path) if name.endswith(".tmp")] == []


def execute(client, code, timeout=120):
    reply = client.execute_interactive(code, timeout=timeout, output_hook=lambda message: None)
    return reply["content"]


def test_a_kernel_that_is_killed_in_training_loses_little(tmp_path):
    settings = {
        "XDG_STATE_HOME": str(tmp_path / "state"), "FORGER_AUTOSAVE": "0.3", "JPY_SESSION_NAME": str(tmp_path / "a.ipynb")}
    manager, client = start_new_kernel(
        kernel_name="forger", cwd=str(tmp_path), env=os.environ | settings, startup_timeout=60)
    try:
        execute(client, "data digits count=2000\nseed 4\n" + OWN)
        client.execute("train steps=1000000 batch=64")
        folder = tmp_path / "state" / "forger" / "autosave"
        stamps = set()
        for _ in range(600):
            stamps |= {file.stat().st_ino for file in folder.glob("*.safetensors")} if folder.exists() else set()
            if len(stamps) >= 3:
                break
            time.sleep(0.05)
        assert len(stamps) >= 3
    finally:
        os.kill(manager.provisioner.pid, signal.SIGKILL)
        client.stop_channels()
        manager.cleanup_resources()
    assert len(list(folder.glob("*.safetensors"))) == 1
    out = succeed(tmp_path, "data digits count=2000\nload latest\nsave\ntrain steps=5 batch=64", environment=settings)
    assert "what this notebook saved by itself" in out
    step = int(out.split("after ", 1)[1].split(" step")[0].replace(",", ""))
    whole = succeed(tmp_path, f"data digits count=2000\nseed 4\n{OWN}train steps={step + 5} batch=64")
    assert digest(out) == digest(whole)
    other = succeed(tmp_path, "load latest", environment=settings | {"JPY_SESSION_NAME": "/b.ipynb"})
    assert "another notebook" in other and "a.ipynb" in other


def test_what_is_saved_by_itself_is_bounded_and_can_be_turned_off(tmp_path):
    settings = {"FORGER_AUTOSAVE": "0.1"}
    text = "data digits count=500\n"
    for number in range(10):
        text += f"gan mlp-tiny as n{number}\ntrain minutes=0.004\n"
    succeed(tmp_path, text, environment=settings)
    folder = tmp_path / "state" / "forger" / "autosave"
    assert len(list(folder.glob("*.safetensors"))) == 8
    assert "n9, seed 1" in succeed(tmp_path, "load latest", environment=settings)
    off = run(tmp_path, text + "load latest", environment={"FORGER_AUTOSAVE": "off", "XDG_STATE_HOME": str(tmp_path / "b")})
    assert off.returncode == 1 and "FORGER_AUTOSAVE is off" in off.stderr and not (tmp_path / "b").exists()
    none = run(tmp_path, "load latest", environment={"XDG_STATE_HOME": str(tmp_path / "c")})
    assert none.returncode == 1 and "nothing was saved by itself yet" in none.stderr


def test_checkpoints_that_come_along_are_found_by_name(tmp_path):
    (tmp_path / "shelf").mkdir()
    succeed(tmp_path, 'seed 8\ngan vanilla\nsave "shelf/vanilla-mnist" precision=half networks=generator')
    out = succeed(tmp_path, "load vanilla-mnist\nsample 4", environment={"FORGER_CHECKPOINTS": str(tmp_path / "shelf")})
    assert "vanilla, seed 8" in out and "discriminator was not kept" in out
    with pytest.raises(SafetensorError):
        load_file(tmp_path / "script.forger")
