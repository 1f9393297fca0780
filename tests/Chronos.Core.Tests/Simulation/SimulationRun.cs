using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Replay;
using Chronos.Core.Tests.Simulation.Oracles;

namespace Chronos.Core.Tests.Simulation;

/// <summary>
/// One run from one seed: a phase in which everything may break and nothing may be wrong, then a phase in which nothing
/// breaks any more and the engine must come to trade, or say by name why it does not.
/// </summary>
internal sealed class SimulationRun : IDisposable
{
    private const int StartsMax = 12;

    private readonly World _world;
    private readonly Rot _rot;
    private readonly SimulatedLoad _load;
    private readonly Crashes _crashes;
    private readonly Draw _draw;

    public SimulationRun(ulong seed, string root, Sabotage sabotage = Sabotage.None, TextWriter? trace = null)
    {
        _world = new World(seed, root, sabotage, trace);
        _draw = _world.Draw.Fork();
        _rot = new Rot(_world);
        _load = new SimulatedLoad(_world);
        _crashes = new Crashes(_world, _rot);
    }

    /// <summary>What was met.</summary>
    public Tally Tally => _world.Tally;

    /// <summary>Runs to the end; throws <see cref="SimulationFailure"/> when an oracle objects.</summary>
    public void Run()
    {
        try
        {
            RunUnsafe();
            RunHealed();
        }
        catch (Exception e) when (e is not SimulationFailure)
        {
            throw _world.Fail("O10", $"an exception nobody expected: {e}");
        }
    }

    public void Dispose() => _world.Dispose();

    private void RunUnsafe()
    {
        var steps = _draw.Between(60, 260);
        for (var i = 0; i < steps; i++)
        {
            _world.Step++;
            MoveClocks();
            try
            {
                if (_world.Process is null)
                {
                    _crashes.TryStart();
                    continue;
                }

                _crashes.StrikeRunning();
                if (_world.Process is { } engine)
                {
                    Step(engine);
                }
            }
            catch (ProcessKilled killed)
            {
                _crashes.End(killed);
            }
        }
    }

    private void Step(SimulatedProcess engine)
    {
        if (_world.Plan.IsPrepared(FaultKind.DiskFull))
        {
            _world.Disk.IsFull = true;
        }
        else if (_world.Disk.IsFull && _draw.Below(20) == 0)
        {
            _world.Disk.IsFull = false;
        }

        switch (_draw.Below(20))
        {
            case < 10:
                _load.Next();
                break;
            case < 13:
                engine.StepJournal();
                break;
            case < 16:
                while (engine.StepEgress())
                {
                }

                break;
            case < 17:
                engine.StepSpares();
                break;
            case < 18:
                engine.StepVoucher();
                break;
            default:
                _world.Venue.Trade();
                while (engine.StepAnswer())
                {
                }

                break;
        }

        engine.StepAnswers();
    }

    private void MoveClocks()
    {
        _world.WallNanos += _draw.Below(20_000_000);
        if (_world.Plan.Fires(FaultKind.ClockAhead))
        {
            _world.WallNanos += _draw.Below(100_000) * 1_000_000L;
        }

        if (_world.Plan.Fires(FaultKind.ClockBack))
        {
            _world.WallNanos -= _draw.Below(100_000) * 1_000_000L;
        }
    }

    /// <summary>O13: nothing breaks any more, so within a bound the engine trades, or names what halts it; then all books agree.</summary>
    private void RunHealed()
    {
        _world.Plan.Heal();
        _world.Disk.IsFull = false;
        for (var starts = 0; _world.Process is null; starts++)
        {
            _world.Require(starts < StartsMax, "O13", () => "the engine cannot be started on a healed machine");
            _world.Step++;
            _crashes.TryStart();
        }

        var engine = _world.Process;
        _world.WallNanos = Math.Max(_world.WallNanos, engine.State.NowNanos);
        engine.Heal();
        Settle(engine);
        _load.Refresh();
        _load.ArmAll();
        Settle(engine);
        CheckTrades(engine);
        Settle(engine);
        engine.Heal();
        SettledBooks.Check(_world, engine);
        _world.Require(engine.Stop(), "O13", () => "the journal of a healed run was not closed");
        CheckEnd();
    }

    /// <summary>Steps everything until nothing is left to do.</summary>
    private void Settle(SimulatedProcess engine)
    {
        for (var rounds = 0; ; rounds++)
        {
            _world.Require(rounds < 10_000, "O13", () => "there is always something left to do");
            engine.StepSpares();
            var moved = engine.StepJournal();
            moved |= engine.StepEgress();
            moved |= engine.StepAnswer();
            if (!moved && _world.Venue.Answers.Count == 0)
            {
                break;
            }

            _world.WallNanos += 1_000_000;
        }

        engine.StepVoucher();
        engine.StepAnswers();
        var marks = engine.Store.Watermarks;
        _world.Require(
            marks.Synced == marks.Written, "O13", () => $"synced stays at {marks.Synced} of {marks.Written} on a healed disk");
    }

    private void CheckTrades(SimulatedProcess engine)
    {
        var state = engine.State.Trading[ScopeKind.Global, 0];
        if (state != TradingState.Active)
        {
            _world.Require(engine.State.Breakers.IsAny, "O13", () => $"{state} after all was armed, and no breaker says why");
            _world.Tally.Count("healed to a named halt");
            return;
        }

        _load.Refresh();
        var passed = _load.ProposeSmall(OrderSide.Buy) | _load.ProposeSmall(OrderSide.Sell);
        var reason = engine.Last.Decision.Reason;
        _world.Require(
            passed || reason != ReasonCode.None, "O13", () => "the engine is Active, a small order was blocked, and no reason was given");
        _world.Tally.Count(passed ? "healed to trading" : $"healed, order blocked for {reason}");
    }

    /// <summary>The journal as a reader finds it years later: clean, whole, and the same again.</summary>
    private void CheckEnd()
    {
        var end = _world.Process!.State.Hash();
        _world.Process.Dispose();
        _world.Process = null;
        var report = Recovery.Inspect(_world.Data, _world.RingDirectory);
        _world.Require(
            report.Verdict == RecoveryVerdict.Clean, "O13", () => $"closed in good order, found {report.Verdict}: {report.Message}");
        using var replayer = new Replayer(_world.Keys);
        using var reader = JournalReader.Open(_world.Data);
        RecoveredJournal.Check(_world, reader, replayer, report.LastSequence, _world.History.LastSequence);
        _world.Require(replayer.State.Hash().SequenceEqual(end), "O4", () => "the state at the end differs");
    }
}
