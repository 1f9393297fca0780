using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Host.Cases;

/// <summary>
/// Finds, for a change of a policy, an order that passes under one policy and not, or not in that quantity, under the
/// other: by putting orders in many situations to the whole pipeline under both. What it finds is a proof; that it finds
/// nothing proves nothing.
/// </summary>
internal sealed class WitnessSearch(PolicyDiff diff, Policy from, Policy to)
{
    /// <summary>Scripts tried for one change and basis, at most.</summary>
    private const int ScriptsMax = 4_000;

    /// <summary>Scripts tried so far, over all changes.</summary>
    public long Tried { get; private set; }

    /// <summary>
    /// A witness of a change; null when none was found. All changes together are compared only where this one cannot stand
    /// alone: otherwise another of them could be what the witness shows.
    /// </summary>
    public Witness? Find(PolicyChange change)
    {
        if (change.Effect == ChangeEffect.Neutral)
        {
            return null;
        }

        var (with, without) = (diff.EarlierWith(change), diff.LaterWithout(change));
        return Between(from, with, change, WitnessBasis.ChangeAlone)
            ?? Between(without, to, change, WitnessBasis.ChangeLast)
            ?? (with is null || without is null ? Between(from, to, change, WitnessBasis.AllChanges) : null);
    }

    private Witness? Between(Policy? before, Policy? after, PolicyChange change, WitnessBasis basis)
    {
        if (before is null || after is null)
        {
            return null;
        }

        foreach (var script in new Situations(before, after, change).All().Take(ScriptsMax))
        {
            if (Try(script, before, after, change.Effect, basis) is { } witness)
            {
                return witness;
            }
        }

        return null;
    }

    /// <summary>
    /// A large order that may be cut tells how much either policy lets through; the quantity only one of them does is then
    /// asked about whole.
    /// </summary>
    private Witness? Try(CaseScript script, Policy before, Policy after, ChangeEffect effect, WitnessBasis basis)
    {
        Tried++;
        var (old, now) = (script.Play(before), script.Play(after));
        if (!Shows(effect, old, now))
        {
            return null;
        }

        var witness = new Witness(script, old, now, basis);
        if ((script.Proposal.Flags & ProposalFlags.AllowResize) == 0)
        {
            return witness;
        }

        var whole = script with
        {
            Proposal = script.Proposal with
            {
                Quantity = old.Permitted > now.Permitted ? old.Permitted : now.Permitted,
                Flags = script.Proposal.Flags & ~ProposalFlags.AllowResize,
            },
        };
        var (oldWhole, nowWhole) = (whole.Play(before), whole.Play(after));
        return Shows(effect, oldWhole, nowWhole) ? new Witness(whole, oldWhole, nowWhole, basis) : witness;
    }

    private static bool Shows(ChangeEffect effect, CaseOutcome before, CaseOutcome after)
    {
        // A script one of the policies cannot play to its end says nothing about its last proposal.
        if (before.Failure is not null || after.Failure is not null)
        {
            return false;
        }

        return effect switch
        {
            ChangeEffect.Looser => after.Permitted > before.Permitted,
            ChangeEffect.Tighter => after.Permitted < before.Permitted,
            _ => after.Permitted != before.Permitted,
        };
    }
}
