using Chronos.Core.Books;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Gates;

/// <summary>Looks up once what the gates and approvers ask about one decoded proposal.</summary>
internal static class GateQuestion
{
    // Stands in for the books of an account a proposal without mandate does not have: nothing known, nothing allowed.
    private static readonly PositionEntry[] NoPosition = new PositionEntry[1];
    private static readonly AccountEntry[] NoAccount = new AccountEntry[1];

    public static GateContext Of(ref EngineEvent e, EngineState state)
    {
        ref readonly var proposal = ref e.Proposal;
        ref readonly var terms = ref state.Policy!.TermsOf(proposal.Strategy, proposal.Instrument);
        var context = new GateContext { Proposal = ref proposal };
        context.Terms = ref terms;
        context.Quote = ref state.Quotes[proposal.Instrument];
        if (terms.Allowed)
        {
            context.Position = ref state.Positions[terms.Account, terms.Instrument];
            context.Account = ref state.Positions.Account(terms.Account);
        }
        else
        {
            context.Position = ref NoPosition[0];
            context.Account = ref NoAccount[0];
        }

        context.Units = proposal.Quantity.Units;
        context.NowNanos = e.TimeNanos;
        context.ContentHash = e.ContentHash;
        context.WorstPrice = proposal.Type == OrderType.Limit ? proposal.LimitPrice : MarketWorstPrice(in context);
        context.IsReduction = IsReduction(in context);
        return context;
    }

    /// <summary>Whether the quantity asked about can only make the known position smaller.</summary>
    public static bool IsReduction(in GateContext context) => context.Position.Known && context.Units <= context.ReducibleUnits;

    /// <summary>A market order may trade up to the edge of its collar, on the tick.</summary>
    private static Price MarketWorstPrice(in GateContext context)
    {
        ref readonly var quote = ref context.Quote;
        if (!quote.Known)
        {
            return default;
        }

        var tick = context.Terms.TickSize.Units;
        if (context.IsBuy)
        {
            var edge = Bps.AboveFloored(quote.Ask, context.Terms.CollarBps);
            return Price.FromUnits(edge - edge % tick);
        }

        var floor = Bps.BelowCeiled(quote.Bid, context.Terms.CollarBps);
        var over = floor % tick;
        return Price.FromUnits(over == 0 ? floor : floor + (tick - over));
    }
}
