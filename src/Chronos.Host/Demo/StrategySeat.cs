using Chronos.Core;
using Chronos.Core.Engine;
using Chronos.Core.Model;
using Chronos.Host.Strategies;

namespace Chronos.Host.Demo;

/// <summary>
/// A strategy at its place in the lock-step: gives its proposals their numbers, hands them over one at a time, and waits
/// until the engine and the venue are done with each. One thread.
/// </summary>
internal sealed class StrategySeat : IProposals
{
    private readonly ChronosEngine _engine;
    private readonly IStrategy _strategy;
    private readonly StrategyId _id;
    private readonly DecisionFeed _feed;
    private ulong _nextProposal;
    private Decision _decision;

    /// <summary>Seats a strategy in a started engine.</summary>
    /// <param name="engine">Started, and still idle.</param>
    /// <param name="strategy">The strategy.</param>
    public StrategySeat(ChronosEngine engine, IStrategy strategy)
    {
        _engine = engine;
        _strategy = strategy;
        _id = engine.Options.Policy.StrategyNamed(strategy.Name);
        _feed = engine.OpenFeed(_id);
        _nextProposal = engine.State.Proposals(_id.Value).Highest + 1;
    }

    /// <summary>Lets the strategy see its decisions and then the quote.</summary>
    public void Show(in Quote quote, long nowNanos)
    {
        while (_feed.TryRead(ref _decision))
        {
            _strategy.OnDecision(in _decision);
        }

        _strategy.OnQuote(in quote, nowNanos, this);
    }

    /// <inheritdoc />
    public ProposalId Propose(in Proposal proposal)
    {
        var numbered = proposal;
        numbered.Strategy = _id;
        numbered.Id = new ProposalId(_nextProposal++);
        LockStep.Until(_engine, () => _engine.TryPropose(in numbered));
        return numbered.Id;
    }

    /// <inheritdoc />
    public void Cancel(ProposalId target)
    {
        var request = new CancelRequest(_id, target);
        LockStep.Until(_engine, () => _engine.TryCancel(in request));
    }
}
