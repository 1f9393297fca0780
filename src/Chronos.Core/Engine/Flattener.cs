using Chronos.Core.Books;
using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Engine;

/// <summary>
/// Turns a flatten command that was carried out into proposals: for each position of its scope, reduce-only, market, all
/// that resting orders do not close already. They are frames like a strategy's and take the same path, one record each,
/// right behind the command; a replay finds them in the journal and makes none. Engine thread.
/// </summary>
internal sealed class Flattener(EngineState state)
{
    private int _account;
    private int _instrument;
    private OperatorCommand _command;
    private int _scope;

    /// <summary>Positions found for which no strategy has a mandate.</summary>
    public int WithoutMandate { get; private set; }

    /// <summary>Begins with the first position of a command's scope.</summary>
    public void Begin(in OperatorCommand command)
    {
        _command = command;
        _scope = state.FindScope(in command);
        _account = 0;
        _instrument = 0;
        WithoutMandate = 0;
    }

    /// <summary>The next proposal; false when there is none left. The one before must have been decided.</summary>
    public bool TryNext(out Proposal proposal)
    {
        for (; _account < state.Positions.Accounts; _account++, _instrument = 0)
        {
            while (_instrument < state.Positions.Instruments)
            {
                if (TryClose(_account, _instrument++, out proposal))
                {
                    return true;
                }
            }
        }

        proposal = default;
        return false;
    }

    private bool TryClose(int account, int instrument, out Proposal proposal)
    {
        proposal = default;
        ref readonly var entry = ref state.Positions[account, instrument];
        var open = entry.Position > 0 ? Math.Max(0, entry.WorstShort) : Math.Max(0, -entry.WorstLong);
        if (entry.Position == 0 || open == 0 || !IsInScope(instrument))
        {
            return false;
        }

        var strategy = HolderOf(account, instrument);
        if (strategy < 0)
        {
            // Where only one strategy is to be flattened, what it has no mandate for is not its position.
            WithoutMandate += _command.Scope == ScopeKind.Strategy ? 0 : 1;
            return false;
        }

        proposal = new Proposal
        {
            Strategy = new StrategyId(strategy),
            Id = MadeProposal.IdAt(state.Sequence + 1),
            Instrument = new InstrumentId(instrument),
            Side = entry.Position > 0 ? OrderSide.Sell : OrderSide.Buy,
            Type = OrderType.Market,
            TimeInForce = TimeInForce.Ioc,
            Flags = ProposalFlags.ReduceOnly | ProposalFlags.AllowResize,
            ConfidencePpm = 1_000_000,
            Quantity = Quantity.FromUnits(Math.Min(open, Bounds.QuantityUnitsMax)),
            CreatedAtNanos = state.NowNanos,
        };
        return true;
    }

    private bool IsInScope(int instrument) => _command.Scope switch
    {
        ScopeKind.Venue => state.Policy!.Instruments[instrument].Venue.Value == _scope,
        ScopeKind.Instrument => instrument == _scope,
        _ => true,
    };

    /// <summary>
    /// The strategy in whose name to propose: of those with a mandate for the position the first whose state lets
    /// reductions out, else the first; -1 when none has one.
    /// </summary>
    private int HolderOf(int account, int instrument)
    {
        var policy = state.Policy!;
        var first = -1;
        for (var s = 0; s < policy.StrategyCount; s++)
        {
            ref readonly var terms = ref policy.TermsOf(new StrategyId(s), new InstrumentId(instrument));
            if (!terms.Allowed || terms.Account != account || (_command.Scope == ScopeKind.Strategy && s != _scope))
            {
                continue;
            }

            if (state.Trading.Effective(terms.Venue, s, instrument) <= TradingState.Reducing)
            {
                return s;
            }

            first = first < 0 ? s : first;
        }

        return first;
    }
}
