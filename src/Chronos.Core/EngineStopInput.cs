using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chronos.Core;

/// <summary>The last record of a clean run: the hash of all state, which a replay must reach. 32 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct EngineStopInput
{
    public HashBytes StateHash;

    [InlineArray(32)]
    internal struct HashBytes
    {
        private byte _first;
    }
}
