using Chronos.Core;
using Chronos.Core.Books;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Replay;

namespace Chronos.Host.Reports;

/// <summary>Realised profit, open profit and exposure by strategy and asset, and how much of the limits accounts have used.</summary>
internal sealed class RiskReport : IReportBuilder
{
    private const char OfAccount = 'a';
    private const char OfStrategy = 's';
    private const char OfAsset = 'x';

    private readonly Dictionary<(string Account, string Strategy, string Instrument), ExactNotional> _known = [];
    private readonly Dictionary<(string Account, string Strategy), ExactNotional> _byStrategy = [];
    private readonly Dictionary<(string Account, string Instrument), ExactNotional> _knownAssets = [];
    private readonly Dictionary<(string Account, string Asset), ExactNotional> _byAsset = [];
    private readonly Dictionary<(char Of, int Account, int Index), ExactNotional> _peaks = [];
    private readonly SortedDictionary<string, List<(long TimeNanos, Int128 Value)>> _curve = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public IReadOnlyList<string> Notes =>
    [
        "Profit is in the account's currency and net of the fees in fills; rounded down, losses up. Realised profit is of the time asked about, everything else as of its end.",
        "Exposure counts each working order where that is worse; its peak is the highest of the time asked about.",
        "Each strategy's positions are accounted by themselves and the account's net: where strategies hold opposite sides, their profits do not add up to the account's. Those of the assets do.",
        "What nobody's order filled is in the assets and in no strategy.",
    ];

    /// <inheritdoc />
    public bool WantsFigures(Proposal proposal) => false;

    /// <inheritdoc />
    public void Take(AuditReplay replay, in RecordView record, bool isInRange)
    {
        var state = replay.State;
        if (state.Policy is not { } policy)
        {
            return;
        }

        ref readonly var e = ref replay.Last;
        if (e.Kind == EventKind.ExecutionReport)
        {
            RefuseMixed(e.Input.Read<ExecutionReport>(), state.Identity.Mode, record.Sequence);
            TakeRealised(state, policy, record.TimeNanos, isInRange);
        }

        if (isInRange)
        {
            TakePeaks(state, policy);
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<ReportSection> Build(AuditReplay replay)
    {
        var state = replay.State;
        if (state.Policy is not { } policy)
        {
            return [];
        }

        var simulated = state.Identity.Mode != EngineMode.Live;
        return [Strategies(state, policy, simulated), Assets(state, policy, simulated), Accounts(state, policy, simulated), Positions(state, policy, simulated)];
    }

    /// <summary>Books hold all fills of a journal together; where some are simulated and some are not, no sum of them may be told.</summary>
    private static void RefuseMixed(in ExecutionReport report, EngineMode mode, long sequence)
    {
        if (report.Kind == ReportKind.Fill && (report.Flags & ReportFlags.Simulated) != 0 == (mode == EngineMode.Live))
        {
            throw new CliException(
                ExitCode.CheckFailed, $"record {sequence}: a {(mode == EngineMode.Live ? "simulated" : "real")} fill in a journal of mode {mode}; the two are never added");
        }
    }

    private void TakeRealised(EngineState state, Policy policy, long timeNanos, bool isInRange)
    {
        foreach (ref readonly var line in state.Strategies.Lines)
        {
            var key = (policy.Accounts[line.Account].Name, policy.Strategies[line.Strategy].Name, policy.Instruments[line.Instrument].Symbol);
            var moved = line.Realised - _known.GetValueOrDefault(key);
            if (moved == ExactNotional.Zero)
            {
                continue;
            }

            _known[key] = line.Realised;
            if (isInRange)
            {
                var owner = (key.Item1, key.Item2);
                var total = _byStrategy.GetValueOrDefault(owner) + moved;
                _byStrategy[owner] = total;
                CurveOf($"{key.Item2} in {key.Item1}").Add((timeNanos, total.Units));
            }
        }

        for (var a = 0; a < policy.Accounts.Count; a++)
        {
            for (var i = 0; i < policy.Instruments.Count; i++)
            {
                TakeAsset(state, policy, a, i, isInRange);
            }
        }
    }

    private void TakeAsset(EngineState state, Policy policy, int account, int instrument, bool isInRange)
    {
        var key = (policy.Accounts[account].Name, policy.Instruments[instrument].Symbol);
        var realised = state.Positions[account, instrument].Realised;
        var moved = realised - _knownAssets.GetValueOrDefault(key);
        _knownAssets[key] = realised;
        if (isInRange)
        {
            var asset = (key.Item1, policy.Instruments[instrument].BaseCurrency);
            _byAsset[asset] = _byAsset.GetValueOrDefault(asset) + moved;
        }
    }

    private List<(long TimeNanos, Int128 Value)> CurveOf(string strategy)
    {
        if (!_curve.TryGetValue(strategy, out var points))
        {
            _curve.Add(strategy, points = []);
        }

        return points;
    }

    private void TakePeaks(EngineState state, Policy policy)
    {
        for (var a = 0; a < policy.Accounts.Count; a++)
        {
            Peak((OfAccount, a, 0), state.Positions.Account(a).Gross);
            for (var s = 0; s < policy.Strategies.Count; s++)
            {
                Peak((OfStrategy, a, s), state.Strategies.Budget(a, s).Exposure);
            }

            for (var asset = 0; asset < policy.Assets.Count; asset++)
            {
                Peak((OfAsset, a, asset), state.Positions.Asset(a, asset).Exposure);
            }
        }
    }

    private void Peak((char Of, int Account, int Index) what, ExactNotional exposure)
    {
        if (exposure > _peaks.GetValueOrDefault(what))
        {
            _peaks[what] = exposure;
        }
    }

    private ReportSection Strategies(EngineState state, Policy policy, bool simulated)
    {
        var section = new ReportSection(
            "strategies", "Profit and exposure by strategy",
            ["simulated", "account", "strategy", "realised", "open", "exposure", "exposurePeak", "exposureMax", "usedPercent", "loss", "lossMax"]);
        for (var a = 0; a < policy.Accounts.Count; a++)
        {
            for (var s = 0; s < policy.Strategies.Count; s++)
            {
                var budget = state.Strategies.Budget(a, s);
                if (!budget.IsAllocated)
                {
                    continue;
                }

                var peak = _peaks.GetValueOrDefault((OfStrategy, a, s));
                section.Add(
                    simulated, policy.Accounts[a].Name, policy.Strategies[s].Name, Down(_byStrategy.GetValueOrDefault((policy.Accounts[a].Name, policy.Strategies[s].Name))),
                    Down(budget.Open), Up(budget.Exposure), Up(peak), Down(budget.ExposureMax), Parts.Percent(budget.Exposure.Units, budget.ExposureMax.Units),
                    Up(budget.Loss), Down(budget.LossMax));
            }
        }

        section.Chart = new LineChart(
            "Realised profit by strategy",
            [.. _curve.Select(c => (c.Key, (IReadOnlyList<(long, Int128)>)c.Value))],
            units => Down(ExactNotional.FromUnits(units)));
        return section;
    }

    private ReportSection Assets(EngineState state, Policy policy, bool simulated)
    {
        var section = new ReportSection(
            "assets", "Profit and exposure by asset",
            ["simulated", "account", "asset", "realised", "open", "exposure", "exposurePeak", "exposureMax", "usedPercent", "loss", "lossMax"]);
        List<(string, Int128, string)> bars = [];
        for (var a = 0; a < policy.Accounts.Count; a++)
        {
            for (var asset = 0; asset < policy.Assets.Count; asset++)
            {
                var budget = state.Positions.Asset(a, asset);
                if (!budget.IsAllocated)
                {
                    continue;
                }

                var peak = _peaks.GetValueOrDefault((OfAsset, a, asset));
                section.Add(
                    simulated, policy.Accounts[a].Name, policy.Assets[asset], Down(_byAsset.GetValueOrDefault((policy.Accounts[a].Name, policy.Assets[asset]))), Down(budget.Open),
                    Up(budget.Exposure), Up(peak), Down(budget.ExposureMax), Parts.Percent(budget.Exposure.Units, budget.ExposureMax.Units),
                    Up(budget.Loss), Down(budget.LossMax));
                bars.Add(($"{policy.Accounts[a].Name} {policy.Assets[asset]}", peak.Units, $"{Up(peak)} of {Down(budget.ExposureMax)}"));
            }
        }

        section.Chart = new BarChart("Peak exposure by asset", bars);
        return section;
    }

    private ReportSection Accounts(EngineState state, Policy policy, bool simulated)
    {
        var section = new ReportSection(
            "accounts", "Accounts",
            ["simulated", "account", "currency", "balance", "realised", "open", "gross", "grossPeak", "grossMax", "dayLoss", "dayLossMax", "weekLoss", "weekLossMax", "fallFromPeak", "fallMax"]);
        for (var a = 0; a < policy.Accounts.Count; a++)
        {
            var account = state.Positions.Account(a);
            section.Add(
                simulated, policy.Accounts[a].Name, policy.Accounts[a].Currency, account.BalanceKnown ? account.Balance.ToString() : null,
                Down(account.Realised), Down(account.Open), Up(account.Gross), Up(_peaks.GetValueOrDefault((OfAccount, a, 0))), Down(account.GrossExposureMax),
                Up(account.DayLoss), Down(account.DailyLossMax), Up(account.WeekLoss), Down(account.WeeklyLossMax), Up(account.Fall), Down(account.FallMax));
        }

        return section;
    }

    private static ReportSection Positions(EngineState state, Policy policy, bool simulated)
    {
        var section = new ReportSection(
            "positions", "Positions of strategies", ["simulated", "account", "strategy", "instrument", "position", "realisedEver", "open", "exposure"]);
        foreach (ref readonly var line in state.Strategies.Lines)
        {
            section.Add(
                simulated, policy.Accounts[line.Account].Name, policy.Strategies[line.Strategy].Name, policy.Instruments[line.Instrument].Symbol,
                FixedPoint.Format(line.Position), Down(line.Realised), Down(line.Open), Up(line.Exposure));
        }

        return section;
    }

    private static string Down(ExactNotional amount) => amount.FloorSaturated().ToString();

    private static string Up(ExactNotional amount) => amount.CeilingSaturated().ToString();
}
