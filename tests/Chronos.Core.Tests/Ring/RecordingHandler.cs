using Chronos.Core.Ring;

namespace Chronos.Core.Tests.Ring;

/// <summary>Writes down what it was called with; throws at a chosen sequence.</summary>
internal sealed class RecordingHandler : IEventHandler<long>
{
    public List<long> Values { get; } = [];

    public List<long> Sequences { get; } = [];

    public List<bool> Ends { get; } = [];

    public long? FailAt { get; set; }

    public Action<long>? OnEach { get; set; }

    public void OnEvent(ref long data, long sequence, bool endOfBatch)
    {
        if (sequence == FailAt)
        {
            throw new InvalidOperationException("handler failed");
        }

        OnEach?.Invoke(sequence);
        Values.Add(data);
        Sequences.Add(sequence);
        Ends.Add(endOfBatch);
    }
}
