using System.Threading.Tasks.Sources;
using Chronos.Core.Model;

namespace Chronos.Core.Engine;

/// <summary>One caller waiting for its decision; reused.</summary>
internal sealed class PendingDecision(int correlation, PendingDecisions owner) : IValueTaskSource<Decision>
{
    private const int Free = 0;
    private const int Waiting = 1;
    private const int Answered = 2;

    private int _state = Free;
    private ManualResetValueTaskSourceCore<Decision> _core = new() { RunContinuationsAsynchronously = true };

    /// <summary>Its number in the event.</summary>
    public int Correlation => correlation;

    /// <summary>Written by the engine thread before it hands the number to the dispatcher.</summary>
    public Decision Decision;

    /// <summary>What was found wrong with an event that is not a proposal.</summary>
    public ReasonCode Outcome;

    public ValueTask<Decision> Task => new(this, _core.Version);

    /// <summary>A caller waits from now on.</summary>
    public void Begin() => Volatile.Write(ref _state, Waiting);

    public void Complete()
    {
        if (Interlocked.CompareExchange(ref _state, Answered, Waiting) != Waiting)
        {
            return;
        }

        if (Decision.Record.Verdict == Verdict.None)
        {
            Decision.Record.Reason = Outcome;
        }

        _core.SetResult(Decision);
    }

    /// <summary>Answers a waiting caller with a failure; one that does not wait is left alone.</summary>
    public void Fail(Exception failure)
    {
        if (Interlocked.CompareExchange(ref _state, Answered, Waiting) == Waiting)
        {
            _core.SetException(failure);
        }
    }

    Decision IValueTaskSource<Decision>.GetResult(short token)
    {
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            _core.Reset();
            Volatile.Write(ref _state, Free);
            owner.Return(this);
        }
    }

    ValueTaskSourceStatus IValueTaskSource<Decision>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<Decision>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
