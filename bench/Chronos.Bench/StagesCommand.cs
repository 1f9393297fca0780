using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Runtime.CompilerServices;
using Chronos.Core;
using Chronos.Core.Books;
using Chronos.Core.Clocks;
using Chronos.Core.Decode;
using Chronos.Core.Engine;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Signing;

namespace Chronos.Bench;

/// <summary>
/// <c>stages</c>: where the nanoseconds of one decision go. The best round is what the code costs, the median what this
/// machine made of it. One thread; nothing here waits for another.
/// </summary>
internal sealed class StagesCommand : IDisposable
{
    private const int Rounds = 20_000;
    private const int WarmRounds = 2_000;
    private const int WarmUpsMax = 40;
    private const int Batch = StageRig.Batch;
    private const int FloorMessageBytes = 48;

    private readonly StageRig _rig = new();
    private readonly StageRig _whole = new();
    private readonly LibcryptoSigner _signer = FloorRig.NewSigner();
    private readonly SystemClock _clock = new();
    private readonly LatencyHistogram _latency = new();
    private readonly EngineCounters _counters = new();
    private readonly EngineEvent[] _copies = new EngineEvent[Batch];
    private readonly byte[] _message = new byte[CanonicalOrder.Bytes];
    private CanonicalBlock _block;
    private readonly byte[] _seal = new byte[OrderSigner.SealBytes];
    private readonly List<Step> _steps = [];
    private DecisionRecord _decision;
    private Proposal _proposal;
    private long _sum;
    private bool _recording;

    private StagesCommand()
    {
        AddStages();
        AddParts();
        AddGates();
        AddWhole();
        AddFloors();
    }

    public static int Run()
    {
        using var command = new StagesCommand();
        var methods = -1L;
        for (var i = 0; i < WarmUpsMax && methods != JitInfo.GetCompiledMethodCount(); i++)
        {
            methods = JitInfo.GetCompiledMethodCount();
            command.RunRounds(WarmRounds);
            Thread.Sleep(300);
        }

        command._recording = true;
        command.RunRounds(Rounds);
        command.Print();
        return 0;
    }

    public void Dispose()
    {
        _signer.Dispose();
        _whole.Dispose();
        _rig.Dispose();
    }

    /// <summary>In the order of the steps: those that follow the six stages find the batch decided and its orders gone.</summary>
    private void AddStages()
    {
        var proposals = _rig.Proposals;
        var reports = _rig.Reports;
        Add("1 decode", _rig.Prepare, () => { for (var i = 0; i < Batch; i++) { _rig.Decode.OnEvent(ref proposals[i]); } });
        Add("2 gates", null, () => { for (var i = 0; i < Batch; i++) { _rig.AskGates(ref proposals[i]); } });
        Add("3 quorum", null, () => { for (var i = 0; i < Batch; i++) { _rig.AskApprovers(ref proposals[i]); } });
        Add("4 sign", null, () => { for (var i = 0; i < Batch; i++) { _rig.Sign.OnEvent(ref proposals[i]); } });
        Add("5 journal", _rig.NumberOrders, () => { for (var i = 0; i < Batch; i++) { _rig.Journal.OnEvent(ref proposals[i]); } });
        Add("6 route: hand-over", null, () => { for (var i = 0; i < Batch; i++) { _rig.Route.HandOver(ref proposals[i]); } });
        Add("6 route: books", null, () => { for (var i = 0; i < Batch; i++) { _rig.Route.Commit(ref proposals[i]); } });
        Add("report 1 decode", PrepareReports, () => { for (var i = 0; i < Batch; i++) { _rig.Decode.OnEvent(ref reports[i]); } });
        Add("report 5 journal", null, () => { for (var i = 0; i < Batch; i++) { _rig.Journal.OnEvent(ref reports[i]); } });
        Add("report 6 route", null, () => { for (var i = 0; i < Batch; i++) { _rig.Route.Commit(ref reports[i]); } });
        Add("quote, all stages", null, () => { for (var i = 0; i < Batch; i++) { _rig.Pipeline.Process(ref _rig.Quotes[i]); } });
    }

    private void AddParts()
    {
        var proposals = _rig.Proposals;
        Add("decode: FrameReader", _rig.Drain, () =>
        {
            for (var i = 0; i < Batch; i++)
            {
                _sum += (int)FrameReader.ReadProposal(((ReadOnlySpan<byte>)proposals[i].Input)[..FrameWriter.ProposalBytes], out _proposal);
            }
        });
        Add("decode: ContentHash", null, () =>
        {
            for (var i = 0; i < Batch; i++)
            {
                _sum ^= (long)ContentHash.Of(((ReadOnlySpan<byte>)proposals[i].Input)[..FrameWriter.ProposalBytes]);
            }
        });
        Add("gates: GateContext", null, () =>
        {
            for (var i = 0; i < Batch; i++)
            {
                _sum += new GateContext(ref proposals[i], _rig.State).Units;
            }
        });
        Add("sign: HMAC of 55 bytes", null, () => { for (var i = 0; i < Batch; i++) { _signer.Sign(_message, _seal); } });
        Add("sign: encode, then HMAC", null, () =>
        {
            for (var i = 0; i < Batch; i++)
            {
                ref readonly var d = ref proposals[i].Decision;
                CanonicalOrder.Write(
                    d.OrderId, proposals[i].Proposal.Id, d.PermittedQuantity, d.WorstPrice, d.ExpiresAtNanos, d.Terms, d.VoteBitmap,
                    d.Context, ref _block);
                _signer.SignOneBlock(_block, CanonicalOrder.Bytes, _seal);
            }
        });
        Add("sign: encode alone", null, () =>
        {
            for (var i = 0; i < Batch; i++)
            {
                ref readonly var d = ref proposals[i].Decision;
                CanonicalOrder.Write(
                    d.OrderId, proposals[i].Proposal.Id, d.PermittedQuantity, d.WorstPrice, d.ExpiresAtNanos, d.Terms, d.VoteBitmap,
                    d.Context, ref _block);
            }
        });
        Add("loop: EngineCounters", null, () => { for (var i = 0; i < Batch; i++) { _counters.Count(in proposals[i]); } });
        Add("loop: clock", null, () => { for (var i = 0; i < Batch; i++) { _sum += _clock.NowNanos(); } });
        Add("loop: LatencyHistogram", null, () => { for (var i = 0; i < Batch; i++) { _latency.Record(700 + i); } });
        Add("loop: AllocatedBytes", null, () => { for (var i = 0; i < Batch; i++) { _sum += GC.GetAllocatedBytesForCurrentThread(); } });
    }

    private void AddGates()
    {
        foreach (var gate in _rig.GateChain)
        {
            Add("gate: " + gate.Id, null, () =>
            {
                var context = new GateContext(ref _rig.Proposals[0], _rig.State);
                var finding = default(Finding);
                for (var i = 0; i < Batch; i++)
                {
                    _sum += gate.Check(in context, _rig.State, ref finding).PermittedUnits;
                }
            });
        }
    }

    private void AddWhole()
    {
        Add("whole pipeline, proposal", _whole.Prepare, () =>
        {
            for (var i = 0; i < Batch; i++)
            {
                _whole.ProcessProposal(i);
            }
        });
        Add("whole pipeline, report", _whole.PrepareWholeReports, () =>
        {
            for (var i = 0; i < Batch; i++)
            {
                _whole.Process(ref _whole.ReportSlots[i]);
            }
        });
    }

    private void AddFloors()
    {
        var proposals = _rig.Proposals;
        Add("floor: empty call", _whole.Drain, () => { for (var i = 0; i < Batch; i++) { Nothing(ref proposals[i]); } });
        Add("floor: copy of an event", null, () => proposals.AsSpan().CopyTo(_copies));
        Add("floor: HMAC of 48 bytes", null, () =>
        {
            for (var i = 0; i < Batch; i++)
            {
                _signer.Sign(((ReadOnlySpan<byte>)proposals[i].Input)[..FloorMessageBytes], _decision.Seal);
            }
        });
        Add("floor: CRC and copy", null, AppendAll);
    }

    /// <summary>The rig's own ring would see its sequence broken, so the records go on where it stands, and so does it.</summary>
    private void AppendAll()
    {
        for (var i = 0; i < Batch; i++)
        {
            ref var e = ref _rig.Proposals[i];
            FloorRig.Append(_rig.Ring, ref e.Input, e.InputLength, e.IngressNanos, ref _decision, _rig.State.NextSequence());
        }
    }

    private void PrepareReports()
    {
        _rig.Check();
        _rig.PrepareReports();
    }

    private void RunRounds(int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            foreach (var step in _steps)
            {
                step.Before?.Invoke();
                var start = Stopwatch.GetTimestamp();
                step.Body();
                var ticks = Stopwatch.GetTimestamp() - start;
                if (_recording)
                {
                    step.Ticks[round] = ticks;
                }
            }
        }
    }

    private void Add(string name, Action? before, Action body) => _steps.Add(new Step(name, before, body, new long[Rounds]));

    private void Print()
    {
        Console.WriteLine($"{Machine.Cpu} ({Machine.CpuFamily}), {Machine.Runtime}, load {Machine.Load}");
        Console.WriteLine($"{Rounds} rounds of {Batch} events; slot {Unsafe.SizeOf<EngineEvent>()} bytes; nanoseconds per event");
        Console.WriteLine($"{"",-32} {"best",8} {"median",8}");
        var stages = (Best: 0.0, Median: 0.0);
        foreach (var step in _steps)
        {
            Array.Sort(step.Ticks);
            var (best, median) = (PerEvent(step.Ticks[0]), PerEvent(step.Ticks[Rounds / 2]));
            if (char.IsAsciiDigit(step.Name[0]))
            {
                stages = (stages.Best + best, stages.Median + median);
            }

            PrintLine(step.Name, best, median);
        }

        PrintLine("sum of the six stages", stages.Best, stages.Median);
    }

    private static void PrintLine(string name, double best, double median) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-32} {best,8:F1} {median,8:F1}"));

    private static double PerEvent(long ticks) => ticks * 1e9 / Stopwatch.Frequency / Batch;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Nothing(ref EngineEvent e)
    {
    }

    private sealed record Step(string Name, Action? Before, Action Body, long[] Ticks);
}
