using System.Threading.Tasks.Sources;
using Chronos.Core.Model;

namespace Chronos.Core.Engine;

/// <summary>One caller waiting for its decision; reused.</summary>
internal sealed class PendingDecision(int correlation, PendingDecisions owner) : IValueTaskSource<Decision>
{
    private ManualResetValueTaskSourceCore<Decision> _core = new() { RunContinuationsAsynchronously = true };

    /// <summary>Its number in the event.</summary>
    public int Correlation => correlation;

    /// <summary>Written by the engine thread before it hands the number to the dispatcher.</summary>
    public Decision Decision;

    /// <summary>What was found wrong with an event that is not a proposal.</summary>
    public ReasonCode Outcome;

    public ValueTask<Decision> Task => new(this, _core.Version);

    public void Complete()
    {
        if (Decision.Record.Verdict == Verdict.None)
        {
            Decision.Record.Reason = Outcome;
        }

        _core.SetResult(Decision);
    }

    public void Fail(Exception failure) => _core.SetException(failure);

    Decision IValueTaskSource<Decision>.GetResult(short token)
    {
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            _core.Reset();
            owner.Return(this);
        }
    }

    ValueTaskSourceStatus IValueTaskSource<Decision>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<Decision>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
