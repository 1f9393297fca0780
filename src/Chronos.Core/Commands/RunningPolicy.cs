using Chronos.Core.Policies;

namespace Chronos.Core.Commands;

/// <summary>
/// What a policy may not change while the engine runs, beyond what no policy may change: the venues' rings were sized and
/// the venues told of accounts and instruments when the run began. A new run takes any policy that follows.
/// </summary>
internal static class RunningPolicy
{
    /// <summary>Why the policy needs a new run, or null when it does not. Both were compared as following each other before.</summary>
    public static string? ObjectionTo(Policy current, Policy next)
    {
        if (next.Venues.Count != current.Venues.Count
            || next.Accounts.Count != current.Accounts.Count
            || next.Instruments.Count != current.Instruments.Count)
        {
            return "venues, accounts and instruments can only be added with a new run";
        }

        if (next.Stage != current.Stage)
        {
            return "the stage can only change with a new run";
        }

        for (var v = 0; v < current.Venues.Count; v++)
        {
            if (next.Venues[v].UnansweredOrdersMax > current.Venues[v].UnansweredOrdersMax)
            {
                return $"venues[{v}].unansweredOrdersMax can only rise with a new run";
            }
        }

        return null;
    }
}
