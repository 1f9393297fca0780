using System.Runtime.InteropServices;

namespace Chronos.Core.Model;

/// <summary>One gate's (or decoder's) reason with the value it saw and the limit it holds. 24 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct Objection(GateId gate, ReasonCode code, long observed, long limit)
{
    /// <summary>The cause.</summary>
    public readonly ReasonCode Code = code;

    /// <summary>The gate that objects; <see cref="GateId.None"/> when the decoder or the quorum does.</summary>
    public readonly GateId Gate = gate;

    /// <summary>What was observed, in <see cref="Unit"/>.</summary>
    public readonly long Observed = observed;

    /// <summary>What it was compared with, in <see cref="Unit"/>.</summary>
    public readonly long Limit = limit;

    /// <summary>The unit of both figures.</summary>
    public MeasureUnit Unit => ReasonUnits.Of(Code);
}
