using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// The account's gross exposure, each working order counted where that is worse, stays within the limit. Valued at the ask,
/// or at the order's worst price where that is higher. Also speaks for all gates about exposure when the account has some in
/// any instrument whose quote is too old to value it: sums made of old prices say nothing.
/// </summary>
internal sealed class GrossExposureGate : IPriceGate
{
    /// <inheritdoc />
    public GateId Id => GateId.GrossExposure;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        if (!context.IsValued)
        {
            return finding.BlockUnvalued(in context);
        }

        ref readonly var account = ref context.Account;
        var age = context.NowNanos - account.OldestQuoteNanos;
        if (age > account.ValuationAgeNanosMax)
        {
            return finding.Block(ReasonCode.QuoteStaleness, age, account.ValuationAgeNanosMax);
        }

        return context.GrossAfter > account.GrossExposureMax.Units ? OnMore(in context, ref finding) : Cap.Pass;
    }

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state) => PriceSearch.Passing(this, in context, state);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Cap OnMore(in GateContext context, ref Finding finding)
    {
        var gross = context.GrossAfter;
        var maximum = context.Account.GrossExposureMax.Units;
        return finding.AtMostAmount(
            context.UnitsWithin(maximum - (gross - context.Exposure)), ReasonCode.GrossExposure, gross, maximum);
    }
}
