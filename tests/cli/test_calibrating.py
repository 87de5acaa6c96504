"""``haggle calibrate``: a gate on what the simulator says."""

import json

import pytest

from negotiation.app.calibration import CalibrationReport, Sensitivity, calibration_report
from negotiation.cli.calibrating import show_calibration
from negotiation.domain.market import Market
from negotiation.economics.calibration import BANDS, Parameters
from negotiation.economics.simulator import SIMULATOR_VERSION
from tests.cli.commands import Haggle

IN_BAND = ("calibrate", "--draws", "1024")
FEW = ("calibrate", "--draws", "16")


def test_everything_inside_its_band_is_a_success(haggle: Haggle) -> None:
    done = haggle.ok(*IN_BAND)
    assert "52 of 52 inside their bands" in done.out
    assert f"simulator version {SIMULATOR_VERSION}" in done.out
    assert "list price L = 16,700 RMB per GPU-month" in done.out
    assert "not predicted" in done.out
    assert all(band.id in done.out and band.assertion in done.out for band in BANDS)
    assert done.err == ""


def test_json_is_one_document_with_every_experiment(haggle: Haggle) -> None:
    done = haggle.ok(*IN_BAND, "--seed", "2", "--json")
    report = CalibrationReport.model_validate_json(done.out)
    assert report.ok
    assert report.sensitivity is None
    assert (report.draws, report.seed) == (1_024, 2)
    assert report.simulator_version == SIMULATOR_VERSION
    assert report.list_price_cny_per_gpu_month == 16_700
    assert [row.id for row in report.experiments] == [band.id for band in BANDS]
    for row, band in zip(report.experiments, BANDS, strict=True):
        assert row.value is not None
        assert row.low <= row.value <= row.high
        assert (row.low, row.high, row.assertion) == (band.low, band.high, band.assertion)
        assert (row.ok, row.inside_fraction) == (True, None)


def test_a_value_outside_its_band_fails_the_gate(haggle: Haggle) -> None:
    """Sixteen futures are too few for rare events, so most seeds leave some band."""
    codes = []
    for seed in range(1, 7):
        done = haggle(*FEW, "--seed", str(seed), "--json")
        outside = [row["id"] for row in done.json["experiments"] if not row["ok"]]
        assert done.json["ok"] is (not outside)
        assert done.code == (4 if outside else 0)
        codes.append(done.code)
    assert 4 in codes


def test_a_cheaper_list_price_fails_the_gate_and_says_where(
    capsys: pytest.CaptureFixture[str],
) -> None:
    cheap = Parameters(market=Market(list_price_cny_per_gpu_month=10_000))
    report = calibration_report(draws=256, parameters=cheap)
    missed = [row.id for row in report.experiments if not row.ok]
    assert "V12" in missed
    assert show_calibration(report, as_json=False) == 4
    shown = capsys.readouterr().out
    assert f"{52 - len(missed)} of 52 inside their bands; outside: {', '.join(missed)}" in shown
    assert "list price L = 10,000" in shown
    assert show_calibration(report, as_json=True) == 4
    assert json.loads(capsys.readouterr().out)["ok"] is False


def test_an_experiment_without_a_value_is_shown_and_fails(
    capsys: pytest.CaptureFixture[str],
) -> None:
    dear = Parameters(market=Market(list_price_cny_per_gpu_month=100_000))
    report = calibration_report(draws=64, parameters=dear)
    rows = {row.id: row for row in report.experiments}
    assert rows["V44"].value is None  # nobody loses at ten times the rent, indexed or not
    assert not rows["V44"].ok
    assert show_calibration(report, as_json=False) == 4
    assert "-" in next(line for line in capsys.readouterr().out.splitlines() if "V44" in line)


def test_sensitivity_says_how_often_each_experiment_holds(haggle: Haggle) -> None:
    options = (*IN_BAND, "--sensitivity", "--sets", "3", "--set-draws", "64")
    done = haggle.ok(*options, "--json")
    report = CalibrationReport.model_validate(done.json)
    assert report.sensitivity == Sensitivity(parameter_sets=3, draws=64, spread_fraction=0.2)
    shares = [row.inside_fraction for row in report.experiments]
    assert all(share is not None and round(3 * share, 9) in {0, 1, 2, 3} for share in shares)
    shown = haggle.ok(*options).out
    assert "holds" in shown
    assert "3 parameter sets inside the band, every figure up to 20% off" in shown


def test_the_table_fits_a_hundred_columns(haggle: Haggle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    done = haggle.ok(*IN_BAND, "--sensitivity", "--sets", "1", "--set-draws", "16")
    lines = done.out.splitlines()
    assert max(map(len, lines)) <= 100
    rows = [line for line in lines if line.startswith("V")]
    assert len(rows) == 52
    assert all(band.assertion in row for band, row in zip(BANDS, rows, strict=True))


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--draws", "15"), "draws 15"),
        (("--draws", "20001"), "draws 20001"),
        (("--seed", "-1"), "seed -1"),
        (("--sensitivity", "--set-draws", "4"), "draws 4"),
        (("--sensitivity", "--sets", "0"), "parameter sets must be at least 1"),
        (("--sets", "3"), "belong to --sensitivity"),
        (("--draws", "many"), "invalid int value"),
    ],
)
def test_what_cannot_be_run_is_refused(
    haggle: Haggle, arguments: tuple[str, ...], complaint: str
) -> None:
    done = haggle("calibrate", *arguments)
    assert done.code == 2
    assert done.out == ""
    assert complaint in done.err
