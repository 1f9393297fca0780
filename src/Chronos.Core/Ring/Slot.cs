using System.Runtime.InteropServices;

namespace Chronos.Core.Ring;

/// <summary>
/// One place in the ring. The stamp stands beside the event, so that a hop moves one cache line instead of a cursor
/// line and an event line, and several producers share no published cursor. It adds 8 bytes to the event.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Slot<T>
    where T : struct
{
    /// <summary>
    /// Sequence + 1 of the event last published here; 0 before the first. It names the lap too, so an event of an
    /// earlier lap is never taken for a new one.
    /// </summary>
    public long Stamp;

    public T Value;
}
