using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Simulation;

/// <summary>What the world does to a running engine: proposals, cancels, votes, market data, snapshots, commands, policies, rubbish.</summary>
internal sealed class SimulatedLoad(World world)
{
    private const long One = FixedPoint.Scale;

    private readonly Draw _draw = world.Draw.Fork();
    private readonly List<(ProposalId Proposal, int Strategy)> _approved = [];
    private uint _policyVersion = 1;

    private SimulatedProcess Engine => world.Process!;

    /// <summary>One event.</summary>
    public void Next()
    {
        switch (_draw.Below(100))
        {
            case < 45: Propose(); break;
            case < 50: Vote(); break;
            case < 64: Quote(_draw.Below(2)); break;
            case < 68: Snapshot(_draw.Below(2)); break;
            case < 76: Cancel(); break;
            case < 80: Engine.Submit(EventKind.Tick, new TimerTick(0)); break;
            case < 84: Rubbish(); break;
            case < 87: Market(); break;
            case < 95: Command(CommandAction.Arm); break;
            case < 98: Command(_draw.OneOf(CommandAction.Halt, CommandAction.Reduce, CommandAction.CancelAll, CommandAction.Kill, CommandAction.Flatten)); break;
            default: LoadPolicy(); break;
        }
    }

    /// <summary>Fresh prices and confirmed positions, so that nothing is refused for want of them.</summary>
    public void Refresh()
    {
        for (var i = 0; i < 2; i++)
        {
            Quote(i);
            Snapshot(i);
        }
    }

    /// <summary>What operators do so that trading goes on: everything they may clear and arm.</summary>
    public void ArmAll()
    {
        foreach (var breaker in Enum.GetValues<BreakerKind>())
        {
            ByTwo(CommandAction.ClearBreaker, ScopeKind.Venue, "paper", breaker);
        }

        ByTwo(CommandAction.EnableStrategy, ScopeKind.Strategy, "alpha");
        ByTwo(CommandAction.EnableStrategy, ScopeKind.Strategy, "beta");
        ByTwo(CommandAction.Arm, ScopeKind.Instrument, "AAA");
        ByTwo(CommandAction.Arm, ScopeKind.Instrument, "BBB");
        ByTwo(CommandAction.Arm, ScopeKind.Venue, "paper");
        ByTwo(CommandAction.Arm, ScopeKind.Global, "");
    }

    /// <summary>A small order that every policy of the run lets pass while its side has room; answers whether it passed.</summary>
    public bool ProposeSmall(OrderSide side)
    {
        var proposal = Order(side, 1, side == OrderSide.Buy ? 101 : 99, 0, 1);
        Engine.Submit(in proposal);
        return Engine.Last.Decision.Passes;
    }

    private void Propose()
    {
        var proposal = Order(
            _draw.OneOf(OrderSide.Buy, OrderSide.Sell), _draw.Between(1, 120), _draw.Between(97, 104), _draw.Below(2), 0);
        proposal.Instrument = new InstrumentId(proposal.Strategy.Value == 0 ? _draw.Below(2) : 0);
        proposal.Flags = (ProposalFlags)_draw.Below(4);
        proposal.TimeInForce = _draw.OneOf(TimeInForce.Gtc, TimeInForce.Gtc, TimeInForce.Ioc, TimeInForce.PostOnly);
        if (_approved.Count != 0 && _draw.Below(8) == 0)
        {
            proposal.Replaces = _approved[^1].Proposal;
        }

        Engine.Submit(in proposal);
        if (Engine.Last.Decision.Passes)
        {
            _approved.Add((proposal.Id, proposal.Strategy.Value));
        }
    }

    private Proposal Order(OrderSide side, long quantity, long price, int strategy, int instrument) => new()
    {
        Strategy = new StrategyId(strategy),
        Id = new ProposalId(world.NextProposal++),
        Instrument = new InstrumentId(instrument),
        Side = side,
        Type = OrderType.Limit,
        TimeInForce = TimeInForce.Gtc,
        ConfidencePpm = 800_000,
        Quantity = Quantity.FromUnits(quantity * One),
        LimitPrice = Price.FromUnits(price * One),
        CreatedAtNanos = Engine.NowNanos,
    };

    private void Vote()
    {
        var waiting = Engine.State.Pending.Snapshot().Entries;
        var vote = new ExternalVote
        {
            Kind = _draw.OneOf(VoteKind.Approve, VoteKind.Approve, VoteKind.Object, VoteKind.Veto),
            Counter = world.NextVote++,
            Voter = VoterName.Of(_draw.OneOf("carol", "dave", "voter")),
        };
        if (waiting.Length != 0)
        {
            var entry = waiting[_draw.Below(waiting.Length)];
            (vote.Strategy, vote.Proposal, vote.ContentHash) = (entry.Strategy, entry.Proposal, entry.ContentHash);
        }

        Engine.Submit(EventKind.Vote, in vote);
    }

    private void Quote(int instrument)
    {
        var bid = _draw.Between(98, 101) * One;
        var size = Quantity.FromUnits(1_000 * One);
        Engine.Submit(EventKind.Quote, new Quote(
            new InstrumentId(instrument), Price.FromUnits(bid), size, Price.FromUnits(bid + One), size, Engine.NowNanos,
            QuoteSource.Primary));
    }

    private void Snapshot(int instrument) => Engine.Submit(EventKind.AccountSnapshot, new AccountSnapshot
    {
        Instrument = new InstrumentId(instrument),
        Fields = SnapshotFields.Position | SnapshotFields.Balance | SnapshotFields.SessionUp,
        Position = Quantity.FromUnits(world.Venue.PositionOf(instrument)),
        Balance = Notional.FromUnits(100_000 * One),
    });

    private void Cancel()
    {
        if (_approved.Count != 0)
        {
            var (proposal, strategy) = _approved[_draw.Between(Math.Max(0, _approved.Count - 8), _approved.Count)];
            Engine.Submit(new CancelRequest(new StrategyId(strategy), proposal));
        }
    }

    private void Rubbish() => Engine.Submit(_draw.Bytes(_draw.Between(1, 120)));

    private void Market() => Engine.Submit(EventKind.Ticker, new Ticker
    {
        Instrument = new InstrumentId(_draw.Below(2)),
        Fields = TickerFields.Last,
        Last = Price.FromUnits(_draw.Between(97, 104) * One),
        VenueTimeNanos = Engine.NowNanos,
    });

    private void Command(CommandAction action)
    {
        var command = OperatorCommand.Create(action, "alice", "simulated", world.NextCommand++);
        if (Engine.Submit(in command) == ReasonCode.CommandAwaitsSecond)
        {
            var second = OperatorCommand.Create(action, "bob", "simulated", world.NextCommand++);
            second.Confirms = command.IdempotencyKey;
            Engine.Submit(in second);
        }
    }

    private void ByTwo(CommandAction action, ScopeKind scope, string name, BreakerKind breaker = BreakerKind.None)
    {
        var command = OperatorCommand.Create(action, "alice", "simulated", world.NextCommand++, scope, name);
        command.Breaker = breaker;
        if (Engine.Submit(in command) == ReasonCode.CommandAwaitsSecond)
        {
            var second = OperatorCommand.Create(action, "bob", "simulated", world.NextCommand++, scope, name);
            second.Breaker = breaker;
            second.Confirms = command.IdempotencyKey;
            Engine.Submit(in second);
        }
    }

    private void LoadPolicy()
    {
        _policyVersion = Math.Max(_policyVersion, Engine.State.Policy!.Version) + 1;
        var policy = SimulatedPolicies.Of(_policyVersion, _draw.OneOf(100, 200, 300), _draw.Below(3) == 0);
        var command = OperatorCommand.Create(CommandAction.LoadPolicy, "alice", "simulated", world.NextCommand++).Loading(policy);
        if (Engine.Submit(in command, policy) == ReasonCode.CommandAwaitsSecond)
        {
            var second = OperatorCommand.Create(CommandAction.LoadPolicy, "bob", "simulated", world.NextCommand++).Loading(policy);
            second.Confirms = command.IdempotencyKey;
            Engine.Submit(in second, policy);
        }
    }
}
