using System.Runtime.InteropServices;
using Chronos.Core.Model;

namespace Chronos.Core.Replay.Traces;

/// <summary>One record of a trace: what was made up to here in one number, and what was decided here. 24 bytes, little endian.</summary>
/// <remarks>
/// <code>
///   0 rolling u64            of every record up to this one, and of the books every interval
///   8 kind u8 | verdict u8 | reason u16 | bindingGate u8 | 0 x 3
///  16 permittedQuantity i64
/// </code>
/// Two builds that once differ never agree again in the rolling number, so that the first difference is found by halving.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TraceEntry(
    ulong Rolling, EventKind Kind, Verdict Verdict, ReasonCode Reason, GateId BindingGate, byte Zero1, ushort Zero2, Quantity Permitted)
{
    /// <summary>Bytes of an entry.</summary>
    public const int Bytes = 24;

    /// <summary>In one line for people.</summary>
    public override string ToString() => Verdict switch
    {
        Verdict.None => $"{Kind}, nothing decided",
        Verdict.Approve or Verdict.Modify => $"{Kind}, {Verdict} {Permitted}",
        _ => $"{Kind}, {Verdict} by {(BindingGate == GateId.None ? "" : $"{BindingGate}: ")}{Reason}",
    };
}
