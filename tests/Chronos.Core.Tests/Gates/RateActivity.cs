using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

/// <summary>
/// A few seconds of trading from one seed under limits of rate and repetition so narrow that each of them binds now and
/// then; operators enable again what was disabled.
/// </summary>
internal sealed class RateActivity : IDisposable
{
    /// <summary>The limits, each with a value that lets less through.</summary>
    public static readonly (string Section, string Key, string Value, string Tighter)[] Limits =
    [
        ("strategies", "submitsMax", "9", "5"), ("strategies", "amendsMax", "3", "1"),
        ("strategies", "rateWindowMillis", "100", "150"),
        ("strategies", "sameContentMax", "3", "2"), ("strategies", "sameContentWindowMillis", "150", "200"),
        ("strategies", "executionsMax", "4", "3"), ("strategies", "executionsWindowMillis", "100", "150"),
        ("strategies", "ordersPerFillMax", "3", "2"), ("strategies", "ordersPerFillSamplesMin", "5", "3"),
        ("strategies", "accumulatedNotionalMax", "\"1500\"", "\"1000\""), ("strategies", "accumulatedWindowMillis", "150", "200"),
        ("strategies", "workingOrdersMax", "5", "3"), ("strategies", "lossStreakMax", "2", "1"),
        ("strategies", "coolDownAfterCloseMillis", "10", "20"), ("strategies", "coolDownAfterLossMillis", "30", "50"),
        ("strategies", "rejectsMax", "2", "1"), ("strategies", "rejectsWindowMillis", "150", "200"),
        ("instruments", "submitsMax", "12", "8"), ("instruments", "amendsMax", "4", "2"),
        ("instruments", "workingOrdersMax", "6", "4"),
        ("venues", "submitsMax", "10", "7"), ("venues", "ratesReservePercent", "20", "50"),
        ("venues", "rejectsMax", "3", "2"), ("venues", "amendsMax", "4", "2"),
        ("accounts", "workingOrdersMax", "7", "5"), ("breakers", "entrySpacingMillis", "20", "40"),
    ];

    private readonly Random _random;
    private readonly List<(OrderId Id, ProposalId Proposal, int Strategy)> _orders = [];

    private readonly bool _slows;

    /// <param name="seed">All there is to know.</param>
    /// <param name="steps">Events, or a few more.</param>
    /// <param name="slows">Whether stages are set now and then: in the book, past the journal.</param>
    public RateActivity(int seed, int steps, bool slows = true)
    {
        _random = new Random(seed);
        _slows = slows;
        Engine = new PipelineFixture(Policy(version: 1, tighter: null));
        for (var i = 0; i < steps; i++)
        {
            Engine.AdvanceNanos(_random.NextInt64(4 * PipelineFixture.Milli));
            Step();
        }
    }

    public PipelineFixture Engine { get; }

    /// <summary>The gates that have objected so far.</summary>
    public GateMask Objected { get; private set; }

    public static TestPolicy Policy(uint version, string? tighter)
    {
        var policy = new TestPolicy { Version = version, PositionMax = "100000", QuoteAgeMillisMax = 86_400_000 };
        foreach (var (section, key, value, tight) in Limits)
        {
            policy = policy.With(section, key, tighter == $"{section}.{key}" ? tight : value);
        }

        return policy.With("strategies", "ordersPerFillWindowMillis", "150").With("instruments", "rateWindowMillis", "100")
            .With("venues", "rateWindowMillis", "100").With("venues", "rejectsWindowMillis", "150");
    }

    /// <summary>A proposal that may or may not repeat an earlier one.</summary>
    public Proposal Proposal()
    {
        var proposal = Engine.Order(
            (OrderSide)_random.Next(1, 3), _random.Next(1, 5), _random.Next(99, 102), _random.Next(2), _random.Next(4) == 0 ? 1 : 0);
        return proposal with
        {
            Replaces = new ProposalId(_random.Next(4) == 0 ? 1ul : 0),
            Flags = _random.Next(2) == 0 ? ProposalFlags.AllowResize : ProposalFlags.None,
        };
    }

    public void Dispose() => Engine.Dispose();

    private void Step()
    {
        switch (_random.Next(30))
        {
            case < 14: Propose(); break;
            case < 26: Answer(); break;
            case < 29: Cancel(); break;
            default: Operate(); break;
        }
    }

    private void Propose()
    {
        var proposal = Proposal();
        Engine.Propose(in proposal);
        Objected |= Engine.Last.Decision.Objections;
        if (Engine.Last.Decision.Passes)
        {
            _orders.Add((Engine.Last.Decision.OrderId, proposal.Id, proposal.Strategy.Value));
        }
    }

    private void Answer()
    {
        if (_orders.Count == 0)
        {
            return;
        }

        var at = _random.Next(_orders.Count);
        ref readonly var held = ref Engine.State.Orders.Find(_orders[at].Id);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(in held))
        {
            _orders.RemoveAt(at);
        }
        else if (_random.Next(3) != 0)
        {
            Engine.Fill(held.Id, held.Side, 1, held.WorstPrice.Units / PipelineFixture.One, held.Instrument);
        }
        else
        {
            Engine.Answer(held.Id, _random.Next(2) == 0 ? ReportKind.Rejected : ReportKind.Canceled);
        }
    }

    private void Cancel()
    {
        if (_orders.Count != 0)
        {
            var (_, proposal, strategy) = _orders[_random.Next(_orders.Count)];
            Engine.Cancel(proposal, strategy);
        }
    }

    private void Operate()
    {
        if (_slows)
        {
            Engine.State.Stages.SetStrategy(_random.Next(2), (LossStage)_random.Next(5));
        }

        string[] strategies = ["alpha", "beta"];
        for (var s = 0; s < strategies.Length; s++)
        {
            if (_random.Next(2) == 0 && Engine.State.Breakers.IsAnyLatched(ScopeKind.Strategy, s))
            {
                Engine.CommandByTwo(CommandAction.EnableStrategy, ScopeKind.Strategy, strategies[s]);
            }
        }

        if (Engine.State.Breakers.IsAnyLatched(ScopeKind.Venue, 0))
        {
            Engine.CommandByTwo(CommandAction.ClearBreaker, ScopeKind.Venue, "paper", BreakerKind.RejectStorm);
            Engine.Command(CommandAction.Arm, ScopeKind.Venue, "paper");
        }
    }
}
