using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The venue's time of the quote and its arrival are not further apart than allowed, either way; a quote without a venue time is infinitely far.</summary>
internal sealed class ClockSkewGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.ClockSkew;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        if (!context.Quote.Known)
        {
            return finding.Block(ReasonCode.QuoteUnknown);
        }

        var skew = context.Market.SkewNanos;
        return MarketBook.SkewExceeds(skew, context.Terms.ClockSkewNanosMax)
            ? finding.Block(ReasonCode.ClockSkew, skew, context.Terms.ClockSkewNanosMax)
            : Cap.Pass;
    }
}
