using Chronos.Core.Books;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Gates;

/// <summary>
/// One proposal with everything that was looked up for it once, so that a gate compares and does not search. The same
/// context with another quantity asks about a resized proposal.
/// </summary>
internal readonly ref struct GateContext
{
    /// <summary>As decoded.</summary>
    public ref readonly Proposal Proposal;

    /// <summary>The strictest limits of all scopes.</summary>
    public ref readonly MandateTerms Terms;

    /// <summary>The quote in force.</summary>
    public ref readonly QuoteEntry Quote;

    /// <summary>The account's holding in the instrument; a null reference without a mandate.</summary>
    public ref readonly PositionEntry Position;

    /// <summary>The account's totals; a null reference without a mandate.</summary>
    public ref readonly AccountEntry Account;

    /// <summary>The worst price the order may trade at; zero when a market order has no quote to derive it from.</summary>
    public required Price WorstPrice { get; init; }

    /// <summary>The quantity asked about.</summary>
    public required long Units { get; init; }

    /// <summary>Engine time.</summary>
    public required long NowNanos { get; init; }

    /// <summary>
    /// A verified reduction: its side opposes the position, and with the resting quantity of that side it does not
    /// exceed it.
    /// </summary>
    public required bool IsReduction { get; init; }

    /// <summary>The proposal's content, for telling a repeat from a reused id.</summary>
    public required ulong ContentHash { get; init; }

    /// <summary>The price exposure is valued at: the ask, or the worst price where that is higher.</summary>
    public Price ValuationPrice => Quote.Ask > WorstPrice ? Quote.Ask : WorstPrice;

    /// <summary>Buy or not.</summary>
    public bool IsBuy => Proposal.Side == OrderSide.Buy;

    /// <summary>The same question about another quantity.</summary>
    public GateContext With(long units) => new()
    {
        Proposal = ref Proposal,
        Terms = ref Terms,
        Quote = ref Quote,
        Position = ref Position,
        Account = ref Account,
        WorstPrice = WorstPrice,
        Units = units,
        NowNanos = NowNanos,
        IsReduction = IsReduction,
        ContentHash = ContentHash,
    };
}
