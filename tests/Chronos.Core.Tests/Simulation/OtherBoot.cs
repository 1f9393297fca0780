using System.Runtime.InteropServices;
using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Simulation;

/// <summary>Turns a ring file into one of an earlier boot, as a ring directory that is not on tmpfs would leave it.</summary>
internal static class OtherBoot
{
    public static void Mark(string ringFile)
    {
        var bytes = File.ReadAllBytes(ringFile);
        bytes[(int)Marshal.OffsetOf<RingLayout>(nameof(RingLayout.BootId))] ^= 0xFF;
        MemoryMarshal.Write(bytes.AsSpan(RingLayout.CrcOffset), Crc32C.Of(bytes.AsSpan(0, RingLayout.CrcOffset)));
        File.WriteAllBytes(ringFile, bytes);
    }
}
