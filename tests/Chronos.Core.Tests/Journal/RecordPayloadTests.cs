using System.Buffers.Binary;
using Chronos.Core.Journal;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Journal;

/// <summary>A payload with good CRCs may still be none: whoever forged it knew how to.</summary>
public class RecordPayloadTests
{
    private const int DeclaredLengthAt = 4;

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void RefusesAPolicyLengthThatDoesNotFit(int length)
    {
        var payload = PolicyChange();
        BinaryPrimitives.WriteInt32LittleEndian(payload.AsSpan(DeclaredLengthAt), length);

        Assert.Contains("policy length", Refuse(payload), StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesAPolicyThatIsNone()
    {
        var payload = PolicyChange();
        var source = BinaryPrimitives.ReadInt32LittleEndian(payload.AsSpan(DeclaredLengthAt));
        payload.AsSpan(payload.Length - source, source / 2).Fill((byte)' ');

        Assert.Contains("policy is none", Refuse(payload), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadsItAsItWas()
    {
        var e = default(EngineEvent);
        RecordPayload.ReadInput(PolicyChange(), EventKind.PolicyChange, 1, ref e);
        Assert.NotNull(e.Attachment);
    }

    private static string Refuse(byte[] payload) => Assert.Throws<InvalidDataException>(() =>
    {
        var e = default(EngineEvent);
        RecordPayload.ReadInput(payload, EventKind.PolicyChange, 1, ref e);
    }).Message;

    private static byte[] PolicyChange()
    {
        using var f = new PipelineFixture();
        return [.. f.Journal.Records.First(r => r.Kind == EventKind.PolicyChange).Payload];
    }
}
