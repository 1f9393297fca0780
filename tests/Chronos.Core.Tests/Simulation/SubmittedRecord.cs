namespace Chronos.Core.Tests.Simulation;

/// <summary>A record as it was handed to the journal.</summary>
/// <param name="Sequence">Its place.</param>
/// <param name="TimeNanos">Engine time.</param>
/// <param name="Type">Its type.</param>
/// <param name="Epoch">The writer's term.</param>
/// <param name="Payload">Its bytes, padding included.</param>
internal sealed record SubmittedRecord(long Sequence, long TimeNanos, ushort Type, uint Epoch, byte[] Payload);
