using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Quorum;

namespace Chronos.Core.Books;

/// <summary>
/// Everything decisions are made from. Written only by the engine thread, only by <see cref="BookKeeper"/>, and a pure
/// function of the journal.
/// </summary>
internal sealed class EngineState
{
    private const long DayNanos = 86_400_000_000_000;

    /// <summary>The Unix epoch was a Thursday.</summary>
    private const long DaysFromMondayToEpoch = 3;

    private ProposalWindow[] _proposals = [];
    private ExecutionWindow[] _executions = [];
    private bool[] _sessions = [];

    public EngineState()
    {
        Trading = new TradingStateMachine(Epochs);
        Losses = new LossWatch(this);
        Reductions = new ReductionBook(Orders);
    }

    public Policy? Policy { get; private set; }

    public EngineStartInput Identity { get; private set; }

    public ScopeEpochs Epochs { get; } = new();

    public TradingStateMachine Trading { get; }

    public CommandHistory Commands { get; } = new();

    /// <summary>Commands that wait for a second operator.</summary>
    public CommandApprovals Approvals { get; } = new();

    public BreakerBook Breakers { get; } = new();

    public StageBook Stages { get; } = new();

    public LossWatch Losses { get; }

    public SweepBook Sweeps { get; } = new();

    public QuoteBook Quotes { get; } = new();

    public MarketBook Market { get; } = new();

    public LatencyBook Latency { get; } = new();

    public PositionBook Positions { get; } = new();

    public StrategyBook Strategies { get; } = new();

    public OrderBook Orders { get; } = new();

    /// <summary>What scopes have lately done.</summary>
    public ActivityBook Activity { get; } = new();

    public PendingBook Pending { get; } = new();

    /// <summary>The orders among them that only reduce.</summary>
    public ReductionBook Reductions { get; }

    public OrderSizeBook OrderSizes { get; } = new();

    public RiskLedger Risk { get; } = new();

    public PortfolioLedger Portfolio { get; } = new();

    /// <summary>Approvals a proposal needs.</summary>
    public int ApprovalsMin { get; private set; }

    /// <summary>How long a proposal may wait for votes from outside; 0 when the policy blocks instead.</summary>
    public long PendingNanosMax { get; private set; }

    /// <summary>Oldest venue snapshot that counts as fresh.</summary>
    public long SnapshotAgeNanosMax { get; private set; }

    /// <summary>The last event in order.</summary>
    public long Sequence { get; private set; }

    /// <summary>Engine time: that of the last event.</summary>
    public long NowNanos { get; private set; }

    /// <summary>Days since the Unix epoch, UTC.</summary>
    public long Day { get; private set; }

    public ProposalWindow Proposals(int strategy) => _proposals[strategy];

    public ExecutionWindow Executions(int venue) => _executions[venue];

    public bool SessionUp(int venue) => _sessions[venue];

    public void SetSession(int venue, bool up) => _sessions[venue] = up;

    /// <summary>The dense id of the scope a command names; -1 when there is none.</summary>
    public int FindScope(in OperatorCommand command)
    {
        if (command.Scope == ScopeKind.Global)
        {
            return command.IsScopeNamed(string.Empty) ? 0 : -1;
        }

        var count = command.Scope switch
        {
            ScopeKind.Venue => Policy?.Venues.Count ?? 0,
            ScopeKind.Strategy => Policy?.StrategyCount ?? 0,
            ScopeKind.Instrument => Policy?.InstrumentCount ?? 0,
            _ => 0,
        };
        for (var i = 0; i < count; i++)
        {
            if (command.IsScopeNamed(NameOf(command.Scope, i)))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Gives the next event its sequence.</summary>
    public long NextSequence() => ++Sequence;

    /// <summary>
    /// Moves engine time, never backwards, and starts a new loss window when a day has begun. Between two events nothing
    /// else changes, so it does not matter which event of a new day comes first.
    /// </summary>
    public long Advance(long ingressNanos)
    {
        if (ingressNanos > NowNanos)
        {
            NowNanos = ingressNanos;
            var day = ingressNanos / DayNanos;
            if (day != Day)
            {
                OnNewDay(day);
            }
        }

        return NowNanos;
    }

    public void Begin(in EngineStartInput identity)
    {
        Identity = identity;
        Orders.Allocate(identity.WorkingOrdersMax);
        for (var s = 0; s < _proposals.Length; s++)
        {
            FitProposalWindow(s);
        }

        Array.Clear(_sessions);
        Risk.Forget();
        Portfolio.Forget();
        Latency.ForgetEngine();
        for (var a = 0; a < Positions.Accounts; a++)
        {
            for (var i = 0; i < Positions.Instruments; i++)
            {
                Positions[a, i].Known = false;
            }
        }
    }

    public void Load(Policy policy)
    {
        Policy = policy;
        ApprovalsMin = policy.Quorum.ApprovalsMin;
        SnapshotAgeNanosMax = policy.Quorum.SnapshotAgeNanosMax;
        PendingNanosMax = policy.Quorum.ParksShortfall ? policy.Quorum.PendingNanosMax : 0;
        Pending.LoadVoters(policy.Approvers);
        Quotes.Resize(policy.Instruments.Count);
        Market.Resize(policy);
        Latency.Resize(policy);
        Positions.Resize(policy, Quotes);
        Strategies.Resize(policy);
        Risk.Resize(policy);
        Portfolio.Resize(policy);
        Orders.Resize(policy.Venues.Count, policy.Accounts.Count, policy.Instruments.Count);
        Reductions.Resize(policy);
        OrderSizes.Resize(policy);
        Activity.Resize(policy);
        Trading.Resize(policy.Venues.Count, policy.Strategies.Count, policy.Instruments.Count);
        Breakers.Resize(policy.Venues.Count, policy.Strategies.Count, policy.Instruments.Count);
        Stages.Resize(policy.Accounts.Count, policy.Strategies.Count, policy.Assets.Count);
        Array.Resize(ref _sessions, policy.Venues.Count);
        Array.Resize(ref _proposals, policy.Strategies.Count);
        Array.Resize(ref _executions, policy.Venues.Count);
        for (var s = 0; s < _proposals.Length; s++)
        {
            FitProposalWindow(s);
        }

        for (var v = 0; v < _executions.Length; v++)
        {
            _executions[v] ??= new ExecutionWindow();
        }
    }

    /// <summary>SHA-256 over all books. Not for the hot path.</summary>
    public byte[] Hash()
    {
        using var hash = new StateHash();
        hash.Add(Sequence);
        hash.Add(NowNanos);
        hash.Add(Day);
        hash.Add(Policy is null ? default : Policy.Hash);
        Trading.AddTo(hash);
        Commands.AddTo(hash);
        Approvals.AddTo(hash);
        Breakers.AddTo(hash);
        Stages.AddTo(hash);
        Sweeps.AddTo(hash);
        Quotes.AddTo(hash);
        Market.AddTo(hash);
        Latency.AddTo(hash);
        Positions.AddTo(hash);
        Strategies.AddTo(hash);
        Orders.AddTo(hash);
        Activity.AddTo(hash);
        Pending.AddTo(hash);
        OrderSizes.AddTo(hash);
        Risk.AddTo(hash);
        Portfolio.AddTo(hash);
        foreach (var proposals in _proposals)
        {
            proposals.AddTo(hash);
        }

        foreach (var executions in _executions)
        {
            executions.AddTo(hash);
        }

        foreach (var session in _sessions)
        {
            hash.Add(session ? 1L : 0L);
        }

        return hash.Finish();
    }

    /// <summary>
    /// What the books' totals say that their orders and positions do not, or null when all agree. Recomputes everything from
    /// scratch; for a follower and for tests.
    /// </summary>
    public string? FindInconsistency() => new BookAudit(this).FindInconsistency();

    /// <summary>A larger window than before has forgotten what the smaller one forgot: such ids stay too old.</summary>
    private void FitProposalWindow(int strategy)
    {
        if (_proposals[strategy]?.Size != Identity.ProposalWindow)
        {
            _proposals[strategy] = new ProposalWindow(Identity.ProposalWindow, _proposals[strategy]);
        }
    }

    private string NameOf(ScopeKind kind, int index) => kind switch
    {
        ScopeKind.Venue => Policy!.Venues[index].Name,
        ScopeKind.Strategy => Policy!.Strategies[index].Name,
        _ => Policy!.Instruments[index].Symbol,
    };

    /// <summary>Weeks begin on Monday 00:00 UTC.</summary>
    private static long WeekOf(long day) => (day + DaysFromMondayToEpoch) / 7;

    private void OnNewDay(long day)
    {
        var beginsWeek = WeekOf(day) != WeekOf(Day);
        Day = day;
        Losses.OnNewDay(beginsWeek);
        Risk.MarkDay();
    }
}
