using System.Runtime.InteropServices;

namespace Chronos.Core.Model;

/// <summary>
/// Time passing without other input, with how fast the engine has been of late; day rolls, breakers and latencies are judged on it. 32 bytes,
/// little endian, part of the journal format.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct TimerTick(
    long number, long decisionP99Nanos = 0, int decisionSamples = 0, long sendP99Nanos = 0, int sendSamples = 0)
{
    /// <summary>Counts ticks of this run.</summary>
    public readonly long Number = number;

    /// <summary>99th percentile from ingress to decision; 0 when not measured.</summary>
    public readonly long DecisionP99Nanos = decisionP99Nanos;

    /// <summary>99th percentile from ingress to send; 0 when not measured.</summary>
    public readonly long SendP99Nanos = sendP99Nanos;

    /// <summary>Decisions measured.</summary>
    public readonly int DecisionSamples = decisionSamples;

    /// <summary>Sends measured.</summary>
    public readonly int SendSamples = sendSamples;
}
