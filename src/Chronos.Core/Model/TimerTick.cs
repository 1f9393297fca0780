using System.Runtime.InteropServices;

namespace Chronos.Core.Model;

/// <summary>Time passing without other input; day rolls and breakers are judged on it. 8 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct TimerTick(long number)
{
    /// <summary>Counts ticks of this run.</summary>
    public readonly long Number = number;
}
