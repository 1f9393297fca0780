using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// The account's gross exposure, each working order counted where that is worse, stays within the limit. Valued at the ask,
/// or at the order's worst price where that is higher. Also speaks for all gates about exposure when the account has some in
/// any instrument whose quote is older than the order's own may be: sums made of old prices say nothing.
/// </summary>
internal sealed class GrossExposureGate : IPriceGate
{
    /// <inheritdoc />
    public GateId Id => GateId.GrossExposure;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        if (!context.IsValued)
        {
            return finding.BlockUnvalued(in context);
        }

        ref readonly var account = ref context.Account;
        var age = context.NowNanos - account.OldestQuoteNanos;
        if (age > context.Terms.QuoteAgeNanosMax)
        {
            return finding.Block(ReasonCode.QuoteStaleness, age, context.Terms.QuoteAgeNanosMax);
        }

        var gross = context.GrossAfter;
        var maximum = account.GrossExposureMax.Units;
        return gross > maximum
            ? finding.AtMostAmount(
                context.UnitsWithin(maximum - (gross - context.Exposure)), ReasonCode.GrossExposure, gross, maximum)
            : Cap.Pass;
    }

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state) => PriceSearch.Passing(this, in context, state);
}
