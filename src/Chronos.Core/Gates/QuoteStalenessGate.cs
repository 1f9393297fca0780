using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The instrument's quote is not older than allowed.</summary>
internal sealed class QuoteStalenessGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.QuoteStaleness;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        if (!context.Quote.Known)
        {
            return finding.Block(ReasonCode.QuoteUnknown);
        }

        var age = context.NowNanos - context.Quote.TimeNanos;
        return age > context.Terms.QuoteAgeNanosMax
            ? finding.Block(ReasonCode.QuoteStaleness, age, context.Terms.QuoteAgeNanosMax)
            : Cap.Pass;
    }
}
