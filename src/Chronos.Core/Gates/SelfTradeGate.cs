using Chronos.Core.Books;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Gates;

/// <summary>
/// The order would not meet an order of our own that rests on the other side, of whichever strategy of the account: its worst
/// price does not reach our best one. By the account's mode the order is blocked, blocked while the resting ones are canceled, or
/// cut to what is shown at a better price than ours. A verified reduction passes and the resting orders go first. A protective stop
/// meets nothing where it rests.
/// </summary>
internal sealed class SelfTradeGate : IPriceGate
{
    /// <inheritdoc />
    public GateId Id => GateId.SelfTrade;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <summary>Whether an order of that worst price would meet our best resting one.</summary>
    public static bool Meets(bool isBuy, Price worst, in PositionEntry position) => isBuy
        ? !position.LowestSell.IsZero && worst >= position.LowestSell
        : !position.HighestBuy.IsZero && worst <= position.HighestBuy;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding) =>
        Meets(context.IsBuy, context.WorstPrice, in context.Position) ? OnMeeting(in context, ref finding) : Cap.Pass;

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state)
    {
        if (context.IsProtective || context.Account.SelfTrade == SelfTradeMode.LeftToVenue)
        {
            return PriceRange.All;
        }

        if (context.Account.SelfTrade == SelfTradeMode.Shrink && context.Units <= Ahead(in context))
        {
            return PriceRange.All;
        }

        var own = context.IsBuy ? context.Position.LowestSell : context.Position.HighestBuy;
        if (own.IsZero)
        {
            return PriceRange.All;
        }

        return context.IsBuy
            ? PriceRange.All with { Highest = Price.FromUnits(own.Units - 1) }
            : PriceRange.All with { Lowest = Price.FromUnits(own.Units + 1) };
    }

    private static Cap OnMeeting(in GateContext context, ref Finding finding)
    {
        if (context.IsProtective || context.Account.SelfTrade == SelfTradeMode.LeftToVenue)
        {
            return Cap.Pass;
        }

        var ahead = context.Account.SelfTrade == SelfTradeMode.Shrink ? Ahead(in context) : 0;
        var own = context.IsBuy ? context.Position.LowestSell : context.Position.HighestBuy;
        return context.Units <= ahead
            ? Cap.Pass
            : finding.AtMost(ahead, ReasonCode.SelfTrade, context.WorstPrice.Units, own.Units);
    }

    /// <summary>What the quote shows at a better price than our own order's: it trades first.</summary>
    private static long Ahead(in GateContext context)
    {
        ref readonly var quote = ref context.Quote;
        if (!quote.Known)
        {
            return 0;
        }

        return context.IsBuy
            ? quote.Ask < context.Position.LowestSell ? quote.AskSize.Units : 0
            : quote.Bid > context.Position.HighestBuy ? quote.BidSize.Units : 0;
    }
}
