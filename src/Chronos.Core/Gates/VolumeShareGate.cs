using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Gates;

/// <summary>
/// An order is not more than a share of the volume traded in the window, as <see cref="VolumeWindow"/> counts it. A
/// venue that told none within it leaves it unknown.
/// </summary>
internal sealed class VolumeShareGate : IGate
{
    private const int Percent = 100;

    /// <inheritdoc />
    public GateId Id => GateId.VolumeShare;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        return context.Terms.VolumePercentMax == MandateTerms.None ? Cap.Pass : CheckVolume(in context, state, ref finding);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Cap CheckVolume(in GateContext context, EngineState state, ref Finding finding)
    {
        var volume = state.Market.Volume(context.Proposal.Instrument.Value, context.NowNanos);
        if (volume < 0)
        {
            return finding.Block(ReasonCode.VolumeUnknown);
        }

        var share = Room.Units(volume * context.Terms.VolumePercentMax / Percent);
        return context.Units <= share ? Cap.Pass : finding.AtMost(share, ReasonCode.VolumeShare, context.Units, share);
    }
}
