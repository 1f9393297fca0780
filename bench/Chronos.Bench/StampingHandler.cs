using Chronos.Core;
using Chronos.Core.Clocks;
using Chronos.Core.Model;
using Chronos.Core.Ring;

namespace Chronos.Bench;

/// <summary>
/// Runs a handler as the engine thread does and measures from outside: a proposal is done when the batch it came in has
/// been published to the journal's ring, because only then may its order leave. The engine reads the clock then by itself,
/// and that reading is used; the floor has none, so one is taken here. A tick ends a round.
/// </summary>
internal sealed class StampingHandler(IEventHandler<EventSlot> inner, IClock clock, EngineRig? rig, int samplesMax)
    : IEventHandler<EventSlot>
{
    private const int AllApprove = (int)VoteKind.Approve * 0b01_01_01;

    private readonly long[] _samples = Touched(samplesMax);
    private int _stamped;

    /// <summary>Proposals of the round.</summary>
    public int Count { get; private set; }

    /// <summary>Events of all rounds.</summary>
    public long Events { get; private set; }

    /// <summary>Approvals of all rounds that were as the oracle says.</summary>
    public long Verified { get; private set; }

    /// <summary>The first decision that was not.</summary>
    public string? Failure { get; private set; }

    public bool RoundEnded { get; private set; }

    /// <summary>Latencies of the round in nanoseconds.</summary>
    public Span<long> Samples => _samples.AsSpan(0, Count);

    public void BeginRound()
    {
        Count = 0;
        _stamped = 0;
        RoundEnded = false;
    }

    public void OnEvent(ref EventSlot data, long sequence, bool endOfBatch)
    {
        inner.OnEvent(ref data, sequence, endOfBatch);
        Events++;
        if (data.Kind == EventKind.Proposal)
        {
            _samples[Count++] = data.IngressStampNanos;
            if (rig is not null)
            {
                Check(in rig!.Loop.Last);
            }
        }
        else if (data.Kind == EventKind.Tick)
        {
            RoundEnded = true;
        }

        if (endOfBatch && _stamped != Count)
        {
            var now = rig is null ? clock.NowNanos() : rig.LoopClock.Last;
            for (; _stamped < Count; _stamped++)
            {
                _samples[_stamped] = now - _samples[_stamped];
            }
        }
    }

    private void Check(ref readonly EngineEvent e)
    {
        ref readonly var d = ref e.Decision;
        if (d.Verdict == Verdict.Approve
            && d.PermittedQuantity.Units == Workload.UnitsOf(e.Proposal.Id.Value)
            && d.VoteBitmap == AllApprove
            && d.OrderId.Value != 0
            && e.ObjectionCount == 0)
        {
            Verified++;
        }
        else
        {
            Failure ??= $"proposal {e.Proposal.Id} of strategy {e.Proposal.Strategy}: {d.Verdict} {d.Reason}, "
                + $"{d.PermittedQuantity} of {e.Proposal.Quantity}, votes {d.VoteBitmap:b6}";
        }
    }

    private static long[] Touched(int length)
    {
        var array = new long[length];
        Array.Fill(array, 1);
        return array;
    }
}
