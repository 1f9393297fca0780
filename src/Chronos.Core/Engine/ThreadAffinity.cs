using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Chronos.Core.Engine;

/// <summary>Binds the calling thread to one processor.</summary>
internal static partial class ThreadAffinity
{
    private const int CpuMax = 1024;

    /// <summary>Throws <see cref="Win32Exception"/> when the processor does not exist or is not ours to use.</summary>
    public static unsafe void PinCurrentThread(int cpu)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("pinning the engine thread needs Linux");
        }

        var mask = stackalloc byte[CpuMax / 8];
        new Span<byte>(mask, CpuMax / 8).Clear();
        mask[cpu / 8] = (byte)(1 << (cpu % 8));
        if (sched_setaffinity(0, CpuMax / 8, mask) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"cannot bind the engine thread to processor {cpu}");
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int sched_setaffinity(int pid, nuint size, byte* mask);
}
