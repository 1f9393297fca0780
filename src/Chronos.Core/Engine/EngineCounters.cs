using Chronos.Core.Model;

namespace Chronos.Core.Engine;

/// <summary>Counts of what the engine has done in this run. The engine thread writes; any thread may read at any time.</summary>
public sealed class EngineCounters
{
    private const int ReasonsMax = 1024;

    private readonly long[] _blockedBy = new long[ReasonsMax];
    private long _events;
    private long _approved;
    private long _modified;
    private long _blocked;
    private long _parked;
    private long _orders;
    private long _cancels;
    private long _fills;
    private long _refusedInputs;
    private long _lastSequence;
    private long _feedOverruns;

    /// <summary>Events processed.</summary>
    public long Events => Volatile.Read(ref _events);

    /// <summary>Proposals decided for good.</summary>
    public long Proposals => Approved + Modified + Blocked;

    /// <summary>Proposals that passed whole.</summary>
    public long Approved => Volatile.Read(ref _approved);

    /// <summary>Proposals that passed in part.</summary>
    public long Modified => Volatile.Read(ref _modified);

    /// <summary>Proposals and cancels of which nothing passed.</summary>
    public long Blocked => Volatile.Read(ref _blocked);

    /// <summary>Proposals that were left to votes from outside, whatever became of them.</summary>
    public long Parked => Volatile.Read(ref _parked);

    /// <summary>Orders handed to venues.</summary>
    public long Orders => Volatile.Read(ref _orders);

    /// <summary>Cancels handed to venues.</summary>
    public long Cancels => Volatile.Read(ref _cancels);

    /// <summary>Fills booked.</summary>
    public long Fills => Volatile.Read(ref _fills);

    /// <summary>Events other than proposals that were journaled with something wrong and not used, or used under alarm.</summary>
    public long RefusedInputs => Volatile.Read(ref _refusedInputs);

    /// <summary>The last event in order.</summary>
    public long LastSequence => Volatile.Read(ref _lastSequence);

    /// <summary>Decisions a strategy's feed had no room for; they are in the journal.</summary>
    public long FeedOverruns => Volatile.Read(ref _feedOverruns);

    /// <summary>Blocks with that primary reason.</summary>
    public long BlockedBy(ReasonCode reason) => Volatile.Read(ref _blockedBy[(int)reason % ReasonsMax]);

    internal void Count(ref readonly EngineEvent e)
    {
        Add(ref _events);
        Volatile.Write(ref _lastSequence, e.Sequence);
        if (e.Decision.Verdict != Verdict.None)
        {
            CountDecision(in e);
        }
        else
        {
            CountInput(in e);
        }
    }

    internal void CountFeedOverrun() => Add(ref _feedOverruns);

    private void CountDecision(ref readonly EngineEvent e)
    {
        if (e.Decision.Verdict == Verdict.Pending)
        {
            if (!e.Parking.IsParked)
            {
                Add(ref _parked);
            }
        }
        else if (!e.Decision.Passes)
        {
            Add(ref _blocked);
            Add(ref _blockedBy[(int)e.Decision.Reason % ReasonsMax]);
        }
        else if (e.FrameType == Decode.FrameType.Cancel)
        {
            Add(ref _cancels);
        }
        else
        {
            Add(ref _orders);
            if (e.Decision.Verdict == Verdict.Approve)
            {
                Add(ref _approved);
            }
            else
            {
                Add(ref _modified);
            }
        }
    }

    private void CountInput(ref readonly EngineEvent e)
    {
        if (e.Outcome is not (ReasonCode.None or ReasonCode.CommandAwaitsSecond))
        {
            Add(ref _refusedInputs);
        }

        if (e.Kind == EventKind.ExecutionReport
            && e.Input.View<ExecutionReport>().Kind == ReportKind.Fill
            && e.Outcome is not (ReasonCode.ReportInvalid or ReasonCode.ReportDuplicate))
        {
            Add(ref _fills);
        }
    }

    private static void Add(ref long counter) => Volatile.Write(ref counter, counter + 1);
}
