using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chronos.Core.Model;

namespace Chronos.Core;

/// <summary>
/// The first record of every run: who runs, in which mode, within which bounds. Bounds decide (a full order table
/// blocks), so they are input like everything else. 72 bytes, little endian, part of the journal format.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct EngineStartInput
{
    public EngineIdBytes EngineId;
    public EngineMode Mode;
    public EngineStage Stage;
    private readonly ushort _reserved;
    public uint Epoch;
    public int WorkingOrdersMax;
    public int ProposalWindow;
    public BuildIdBytes BuildId;
    public long StartedAtNanos;

    [InlineArray(16)]
    internal struct EngineIdBytes
    {
        private byte _first;
    }

    [InlineArray(32)]
    internal struct BuildIdBytes
    {
        private byte _first;
    }
}
