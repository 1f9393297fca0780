using Chronos.Core;
using Chronos.Core.Clocks;
using Chronos.Core.Engine;
using Chronos.Core.Model;
using Chronos.Core.Routing;

namespace Chronos.Bench.Journal;

/// <summary>
/// An open loop without a ring, for machines that have no processor for a producer of its own: the engine thread itself writes
/// each proposal when it is due, decides it, and takes the venue's answers in between. Latency counts from when a proposal was
/// due to when its record was published.
/// </summary>
internal sealed class InThreadLoop(EngineRig rig, int rate, LatencyHistogram stalls) : IVenueReports
{
    private const long NanosPerSecond = 1_000_000_000;
    private const long LeadNanos = 200_000;
    private const int AnswersMax = 64;

    private readonly EventSlot[] _answers = new EventSlot[AnswersMax];
    private EventSlot _slot;
    private int _answered;
    private long _sent;

    /// <summary>One round of proposals, one for each place in <paramref name="latencies"/>; the gaps between two looks at the clock go to the stalls.</summary>
    public void Run(Span<long> latencies)
    {
        var start = rig.Clock.NowNanos() + LeadNanos;
        var last = rig.Clock.NowNanos();
        for (var i = 0; i < latencies.Length; i++)
        {
            var due = start + i * NanosPerSecond / rate;
            long now;
            while ((now = rig.Clock.NowNanos()) < due)
            {
                stalls.Record(now - last);
                last = now;
                TakeAnswers();
            }

            stalls.Record(now - last);
            last = now;
            EventWriter.Write(ref _slot, Workload.Proposal(_sent, due), new IngressStamp(due, due));
            rig.Loop.OnEvent(ref _slot, ++_sent, endOfBatch: true);
            latencies[i] = rig.LoopClock.Last - due;
            TakeAnswers();
            if (_sent % Workload.ProposalsPerQuote == 0)
            {
                rig.WriteMarket(ref _slot);
                rig.Loop.OnEvent(ref _slot, _sent, endOfBatch: true);
            }
        }
    }

    public void Report(in ExecutionReport report)
    {
        var now = rig.Clock.NowNanos();
        EventWriter.Write(ref _answers[_answered++], EventKind.ExecutionReport, in report, new IngressStamp(now, now));
    }

    public void Report(in AccountSnapshot snapshot)
    {
    }

    public void Report(in Ticker ticker)
    {
    }

    public void Report(in Depth depth)
    {
    }

    private void TakeAnswers()
    {
        if (rig.Venue.Poll(this) == 0)
        {
            return;
        }

        for (var i = 0; i < _answered; i++)
        {
            rig.Loop.OnEvent(ref _answers[i], _sent, endOfBatch: i == _answered - 1);
        }

        _answered = 0;
    }
}
