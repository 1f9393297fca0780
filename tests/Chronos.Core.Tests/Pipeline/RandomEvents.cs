using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Tests.Pipeline;

/// <summary>Events of every kind in random order, from one seed: proposals, cancels, rubbish, venue answers true and false, commands, days.</summary>
internal sealed class RandomEvents(PipelineFixture f, int seed, TestPolicy policy)
{
    private const long One = PipelineFixture.One;

    private readonly Random _random = new(seed);
    private readonly List<(OrderId Id, ProposalId Proposal, OrderSide Side, int Instrument)> _orders = [];
    private ulong _counter;
    private readonly byte[] _rubbish = new byte[200];

    public void Run(int count, Action<PipelineFixture> afterEach)
    {
        for (var i = 0; i < count; i++)
        {
            f.AdvanceNanos(_random.Next(20_000_000));
            Next();
            afterEach(f);
        }
    }

    private void Next()
    {
        var kind = _random.Next(100);
        switch (kind)
        {
            case < 32: Propose(); break;
            case < 35: Vote(); break;
            case < 46: Quote(); break;
            case < 48: Ticker(); break;
            case < 50: Depth(); break;
            case < 70: ReportOrder(); break;
            case < 76: Cancel(); break;
            case < 84: f.TellAll(); break;
            case < 86: f.Tell(_random.Next(-20, 20), _random.Next(-10, 100_000), _random.Next(3)); break;
            case < 89: Stray(); break;
            case < 92: Rubbish(); break;
            case < 95: Tick(); break;
            case < 97: Command(CommandAction.Arm, null); break;
            case < 98: Recover(); break;
            case 98: Command((CommandAction)_random.Next(1, 11), _random.Next(4) == 0 ? (ulong)_random.Next(1, 50) : null); break;
            default: Rare(); break;
        }
    }

    private void Propose()
    {
        var proposal = f.Order(Side(), _random.Next(1, 60), _random.Next(90, 110), _random.Next(2), _random.Next(2));
        proposal.Flags = (ProposalFlags)_random.Next(4);
        proposal.ConfidencePpm = _random.Next(400_000, 1_000_000);
        proposal.TimeInForce = (TimeInForce)_random.Next(1, 5);
        if (_random.Next(5) == 0)
        {
            proposal.Type = OrderType.Market;
            proposal.LimitPrice = default;
            proposal.TimeInForce = TimeInForce.Ioc;
        }
        else if (_random.Next(6) == 0)
        {
            proposal.Type = OrderType.StopMarket;
            proposal.TimeInForce = TimeInForce.Gtc;
            proposal.Flags |= ProposalFlags.ReduceOnly;
        }
        else if (_random.Next(3) == 0)
        {
            proposal.StopPrice = Price.FromUnits(_random.Next(85, 115) * One);
        }

        if (_random.Next(4) == 0 && _orders.Count != 0)
        {
            proposal.Replaces = _orders[_random.Next(Math.Max(0, _orders.Count - 10), _orders.Count)].Proposal;
        }

        if (_random.Next(20) == 0)
        {
            proposal.Id = new ProposalId((ulong)_random.Next(1, 100));
        }

        f.Propose(in proposal, _random.Next(10) == 0 ? EventFlags.Probe : EventFlags.None);
        Remember();
    }

    /// <summary>Mostly for something that waits, by somebody who may; now and then for something else, or by nobody.</summary>
    private void Vote()
    {
        var waiting = f.State.Pending.Snapshot().Entries;
        var vote = new ExternalVote
        {
            Kind = (VoteKind)_random.Next(4),
            Counter = _random.Next(20) == 0 ? 1 : ++_counter,
            Voter = VoterName.Of(_random.Next(3) switch { 0 => "carol", 1 => "dave", _ => "alpha" }),
        };
        if (waiting.Length != 0)
        {
            var entry = waiting[_random.Next(waiting.Length)];
            vote.Strategy = entry.Strategy;
            vote.Proposal = entry.Proposal;
            vote.ContentHash = entry.ContentHash + (ulong)(_random.Next(10) == 0 ? 1 : 0);
        }

        f.Input(EventKind.Vote, in vote);
        Remember();
    }

    private void Remember()
    {
        ref readonly var e = ref f.Last;
        if (e.Decision.OrderId.Value != 0)
        {
            _orders.Add((e.Decision.OrderId, e.Proposal.Id, e.Proposal.Side, e.Proposal.Instrument.Value));
        }
    }

    /// <summary>Some crossed, some far away, some of the second source, some of no source there is.</summary>
    private void Quote()
    {
        var bid = (_random.Next(20) == 0 ? _random.Next(1, 300) : _random.Next(95, 105)) * One;
        var source = _random.Next(10) == 0 ? (QuoteSource)_random.Next(3) : QuoteSource.Primary;
        var late = _random.Next(20) == 0 ? _random.NextInt64() - _random.NextInt64() : _random.Next(1_000_000);
        f.QuoteUnits(
            bid,
            bid + (_random.Next(12) - 1) * One / 2,
            _random.Next(100) * One,
            _random.Next(100) * One,
            _random.Next(2),
            source,
            unchecked(f.Now - late));
    }

    private void Ticker() => f.Input(EventKind.Ticker, new Ticker
    {
        Instrument = new InstrumentId(_random.Next(3)),
        Fields = (TickerFields)_random.Next(18),
        Status = _random.Next(24) == 0 ? (MarketStatus)_random.Next(5) : MarketStatus.Trading,
        Last = Price.FromUnits(_random.Next(95, 106) * One),
        Mark = Price.FromUnits(_random.Next(-1, 106) * One),
        Volume = Quantity.FromUnits(_random.Next(-1, 100) * One),
    });

    private void Depth()
    {
        var depth = new Depth
        {
            Instrument = new InstrumentId(_random.Next(3)),
            BidCount = (byte)_random.Next(7),
            AskCount = (byte)_random.Next(6),
        };
        for (var i = 0; i < DepthLevels.Capacity; i++)
        {
            depth.Bids[i] = new DepthLevel(Price.FromUnits((100 - i * _random.Next(3)) * One), Quantity.FromUnits(_random.Next(20) * One));
            depth.Asks[i] = new DepthLevel(Price.FromUnits((100 + i * _random.Next(1, 3)) * One), Quantity.FromUnits(_random.Next(1, 20) * One));
        }

        f.Input(EventKind.Depth, in depth);
    }

    private void Tick()
    {
        if (_random.Next(2) == 0)
        {
            f.Tick();
        }
        else
        {
            f.Input(EventKind.Tick, new TimerTick(1, _random.Next(2_000_000), _random.Next(200), _random.Next(2_000_000), _random.Next(200)));
        }
    }

    private void ReportOrder()
    {
        if (_orders.Count == 0)
        {
            return;
        }

        var (id, _, side, instrument) = _orders[_random.Next(Math.Max(0, _orders.Count - 20), _orders.Count)];
        var kind = (ReportKind)_random.Next(1, 9);
        if (kind == ReportKind.Fill || _random.Next(3) == 0)
        {
            f.Fill(id, side, _random.Next(1, 30), _random.Next(95, 106), instrument, (ulong)_random.Next(1, 1 << 20));
        }
        else if (kind is ReportKind.Canceled or ReportKind.CancelRejected && _random.Next(2) == 0)
        {
            f.AnswerCancel(id, kind);
        }
        else
        {
            f.Answer(id, kind, _random.Next(2) == 0 ? ReportFlags.None : ReportFlags.AnswersCancel);
        }
    }

    private void Cancel()
    {
        if (_orders.Count != 0)
        {
            f.Cancel(_orders[_random.Next(_orders.Count)].Proposal, _random.Next(2));
        }
    }

    private void Stray() => f.Report(new ExecutionReport
    {
        Order = new OrderId((ulong)_random.NextInt64()),
        ExecutionId = (ulong)_random.Next(1, 1 << 20),
        Instrument = new InstrumentId(_random.Next(3)),
        Kind = (ReportKind)_random.Next(10),
        Side = (OrderSide)_random.Next(4),
        LastQuantity = Quantity.FromUnits(_random.Next(-1, 5) * One),
        LastPrice = Price.FromUnits(_random.Next(-1, 120) * One),
    });

    private void Rubbish()
    {
        _random.NextBytes(_rubbish);
        if (_random.Next(2) == 0)
        {
            Decode.Header().CopyTo(_rubbish, 0);
        }

        f.Frame(_rubbish.AsSpan(0, _random.Next(2) == 0 ? 80 : _random.Next(_rubbish.Length)));
    }

    private void Rare()
    {
        switch (_random.Next(7))
        {
            case 0: f.Advance(86_400_000); break;
            case 1: Load(Narrower().Build()); break;
            case 2: f.StartRun(proposalWindow: 1 << _random.Next(8, 12)); break;
            case 3: f.Input(EventKind.Vote, default(ExternalVote)); break;
            case 4: f.Transfer(_random.Next(-1_000, 1_000)); break;
            case 5: ClearBreaker(); break;
            default: f.Command(CommandAction.Halt, ScopeKind.Strategy, "beta"); break;
        }
    }

    /// <summary>Other limits of position, rate and repetition, low enough to bind.</summary>
    private TestPolicy Narrower() => (policy with
    {
        Version = f.Policy.Version + 1,
        PositionMax = $"{_random.Next(50, 400)}",
        MessagesMax = _random.Next(1, 2_000),
    })
        .With("strategies", "sameContentMax", $"{_random.Next(1, 4)}")
        .With("strategies", "sameContentWindowMillis", $"{_random.Next(1, 2_000)}")
        .With("strategies", "accumulatedNotionalMax", $"\"{_random.Next(1_000, 100_000)}\"")
        .With("strategies", "executionsMax", $"{_random.Next(5, 100)}")
        .With("strategies", "workingOrdersMax", $"{_random.Next(5, 200)}")
        .With("strategies", "ordersPerFillSamplesMin", $"{_random.Next(50, 2_000)}")
        .With("instruments", "cancelsMax", $"{_random.Next(1, 20)}")
        .With("venues", "submitsMax", $"{_random.Next(10, 200)}")
        .With("accounts", "selfTrade", SelfTrade());

    private void ClearBreaker()
    {
        var breaker = (BreakerKind)_random.Next(1, 4);
        if (f.Command(CommandAction.ClearBreaker, ScopeKind.Venue, "paper", breaker: breaker) == ReasonCode.CommandAwaitsSecond)
        {
            f.Command(CommandAction.ClearBreaker, ScopeKind.Venue, "paper", by: "bob", confirms: f.LastKey, breaker: breaker);
        }
    }

    private string SelfTrade() => _random.Next(4) switch
    {
        0 => "\"RefuseNew\"",
        1 => "\"CancelResting\"",
        2 => "\"Shrink\"",
        _ => "\"LeftToVenue\"",
    };

    private OrderSide Side() => _random.Next(2) == 0 ? OrderSide.Buy : OrderSide.Sell;

    /// <summary>What operators do after a loss or a kill, so that trading goes on.</summary>
    private void Recover()
    {
        ByTwo(CommandAction.ClearBreaker, ScopeKind.Venue, "paper", BreakerKind.DailyLoss);
        ByTwo(CommandAction.EnableStrategy, ScopeKind.Strategy, "alpha");
        ByTwo(CommandAction.EnableStrategy, ScopeKind.Strategy, "beta");
        ByTwo(CommandAction.Arm, ScopeKind.Venue, "paper");
        ByTwo(CommandAction.Arm, ScopeKind.Global, "");
    }

    private void ByTwo(CommandAction action, ScopeKind scope, string name, BreakerKind breaker = BreakerKind.None)
    {
        if (f.Command(action, scope, name, breaker: breaker) == ReasonCode.CommandAwaitsSecond)
        {
            f.Command(action, scope, name, by: "bob", confirms: f.LastKey, breaker: breaker);
        }
    }

    /// <summary>At a start of a run, or by command of two, or of one who is left alone.</summary>
    private void Load(Policy policy)
    {
        switch (_random.Next(3))
        {
            case 0: f.Load(policy); break;
            case 1: f.Load(policy, "alice"); break;
            default:
                f.Load(policy, "alice");
                f.Load(policy, "bob", f.LastKey);
                break;
        }
    }

    /// <summary>
    /// Any scope, known or not; also a kind there is none of. What waits for a second operator is confirmed more often than
    /// not, sometimes by the same.
    /// </summary>
    private void Command(CommandAction action, ulong? key)
    {
        var scope = (ScopeKind)_random.Next(5);
        string[] names = ["paper", "alpha", "AAA", "BBB", "nobody"];
        var name = scope == ScopeKind.Global ? "" : names[_random.Next(names.Length)];
        var breaker = action == CommandAction.ClearBreaker ? (BreakerKind)_random.Next(3) : BreakerKind.None;
        if (f.Command(action, scope, name, key, breaker: breaker) == ReasonCode.CommandAwaitsSecond && _random.Next(10) != 0)
        {
            f.Command(action, scope, name, by: _random.Next(10) == 0 ? "alice" : "bob", confirms: f.LastKey, breaker: breaker);
        }
    }

    private static class Decode
    {
        /// <summary>The first eight bytes of a proposal's frame.</summary>
        public static byte[] Header() => [0x43, 0x58, 1, 1, 80, 0, 0, 0];
    }
}
