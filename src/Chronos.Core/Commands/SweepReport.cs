using Chronos.Core.Model;

namespace Chronos.Core.Commands;

/// <summary>How far a command that cancels resting orders has come. Times in nanoseconds since the Unix epoch, engine time.</summary>
/// <param name="Sequence">The command's record.</param>
/// <param name="Action">Kill or CancelAll.</param>
/// <param name="Scope">The kind of scope.</param>
/// <param name="ScopeIndex">The scope's place in the policy; 0 for the global one.</param>
/// <param name="StartedAtNanos">When the command was carried out.</param>
/// <param name="Orders">Orders it set out to cancel.</param>
/// <param name="Remaining">Of them, those that may still trade.</param>
/// <param name="QuietAtNanos">When the last of them was known to be done; 0 until then.</param>
public readonly record struct SweepReport(
    long Sequence,
    CommandAction Action,
    ScopeKind Scope,
    int ScopeIndex,
    long StartedAtNanos,
    int Orders,
    int Remaining,
    long QuietAtNanos)
{
    /// <summary>True when none of the orders may trade any more.</summary>
    public bool IsQuiet => Remaining == 0;

    /// <summary>From the command until the venue's last answer, in nanoseconds; null while orders remain.</summary>
    public long? NanosToQuiet => IsQuiet ? QuietAtNanos - StartedAtNanos : null;
}
