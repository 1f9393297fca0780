using Chronos.Core.Books;
using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Host.Cases.Pins;

/// <summary>Steps that lead to the books of one moment without what led to them: quotes, positions, balances, working orders, trading states.</summary>
internal static class BookSteps
{
    /// <summary>The steps in the order of their times; nothing of profit, rates or windows is in them.</summary>
    public static List<TimedStep> Of(EngineState state, long nowNanos)
    {
        var policy = state.Policy!;
        List<TimedStep> steps = [.. Quotes(state, policy).OrderBy(s => s.TimeNanos)];
        steps.AddRange(Holdings(state, policy, nowNanos));
        steps.AddRange(Orders(state, policy));
        steps.AddRange(States(state, policy, nowNanos));
        return [.. steps.OrderBy(s => s.TimeNanos)];
    }

    private static IEnumerable<TimedStep> Quotes(EngineState state, Policy policy)
    {
        for (var i = 0; i < policy.Instruments.Count; i++)
        {
            var quote = state.Quotes[new InstrumentId(i)];
            if (quote.Known)
            {
                yield return new TimedStep(
                    quote.TimeNanos, new QuoteStep(policy.Instruments[i].Symbol, quote.Bid, quote.BidSize, quote.Ask, quote.AskSize));
            }
        }
    }

    private static List<TimedStep> Holdings(EngineState state, Policy policy, long nowNanos)
    {
        List<TimedStep> steps = [];
        for (var a = 0; a < policy.Accounts.Count; a++)
        {
            var told = state.Portfolio.Account(a).ToldAtNanos;
            var at = told == 0 ? nowNanos : told;
            for (var i = 0; i < policy.Instruments.Count; i++)
            {
                if (state.Positions[a, i].Position != 0)
                {
                    steps.Add(new TimedStep(at, new PositionStep(
                        policy.Accounts[a].Name, policy.Instruments[i].Symbol, Quantity.FromUnits(state.Positions[a, i].Position))));
                }
            }

            if (state.Positions.Account(a).BalanceKnown)
            {
                steps.Add(new TimedStep(at, new AccountStep(
                    policy.Accounts[a].Name, state.Positions.Account(a).Balance, state.SessionUp(policy.Accounts[a].Venue.Value))));
            }
        }

        return steps;
    }

    /// <summary>An order is proposed once what it is judged by has been told, which may be later than it was in fact.</summary>
    private static List<TimedStep> Orders(EngineState state, Policy policy)
    {
        List<TimedStep> steps = [];
        state.Orders.ForEach(order => steps.Add(new TimedStep(
            Math.Max(
                order.ApprovedAtNanos,
                Math.Max(state.Quotes[new InstrumentId(order.Instrument)].TimeNanos, state.Portfolio.Account(order.Account).ToldAtNanos)),
            new ProposeStep(
                new CaseProposal
                {
                    Strategy = policy.Strategies[order.Strategy].Name,
                    Instrument = policy.Instruments[order.Instrument].Symbol,
                    Side = order.Side,
                    Quantity = Quantity.FromUnits(order.RemainingUnits),
                    Type = order.Type,
                    TimeInForce = order.TimeInForce,
                    LimitPrice = order.Type == OrderType.Market ? default : order.WorstPrice,
                    Flags = order.IsReduceOnly ? ProposalFlags.ReduceOnly : ProposalFlags.None,
                },
                order.State == OrderState.Working ? OrderFate.Acknowledged : OrderFate.Unanswered))));
        return steps;
    }

    private static List<TimedStep> States(EngineState state, Policy policy, long nowNanos)
    {
        List<TimedStep> steps = [];
        Add(ScopeKind.Global, 0, "");
        for (var i = 0; i < policy.Venues.Count; i++)
        {
            Add(ScopeKind.Venue, i, policy.Venues[i].Name);
        }

        for (var i = 0; i < policy.Strategies.Count; i++)
        {
            Add(ScopeKind.Strategy, i, policy.Strategies[i].Name);
        }

        for (var i = 0; i < policy.Instruments.Count; i++)
        {
            Add(ScopeKind.Instrument, i, policy.Instruments[i].Symbol);
        }

        return steps;

        void Add(ScopeKind kind, int index, string name)
        {
            CommandAction? action = state.Trading[kind, index] switch
            {
                TradingState.Reducing => CommandAction.Reduce,
                TradingState.Halted => CommandAction.Halt,
                TradingState.Killed => CommandAction.Kill,
                _ => null,
            };
            if (action is { } command)
            {
                steps.Add(new TimedStep(nowNanos, new CommandStep(command, kind, name)));
            }
        }
    }
}
