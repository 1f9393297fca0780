using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Chronos.Core.Ring;

/// <summary>
/// The pause instruction by itself. Not <see cref="Thread.SpinWait"/>: every few seconds that one has the runtime measure anew
/// how long a pause takes, and wakes another thread for it by a system call.
/// </summary>
internal static class ProcessorPause
{
    /// <summary>Tells the processor that this thread only waits, for some tens of nanoseconds. Any thread.</summary>
    public static void Once()
    {
        if (X86Base.IsSupported)
        {
            X86Base.Pause();
        }
        else if (ArmBase.IsSupported)
        {
            ArmBase.Yield();
        }
        else
        {
            Thread.SpinWait(1);
        }
    }
}
