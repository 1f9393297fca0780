using Chronos.Core.Signing;

namespace Chronos.Core.Tests.Signing;

public sealed unsafe class SecretMemoryTests
{
    [Fact]
    public void StartsZeroedAndAligned()
    {
        using var memory = new SecretMemory(100);

        Assert.Equal(0u, (nuint)memory.Pointer % 64);
        Assert.Equal(100, memory.Bytes.Length);
        Assert.False(memory.Bytes.ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void ZeroesOnceOnDispose()
    {
        var releases = 0;
        var memory = new SecretMemory(100);
        memory.Bytes.Fill(0xa5);
        memory.Releasing = (bytes, _) =>
        {
            releases++;
            Assert.False(bytes.ContainsAnyExcept((byte)0));
        };

        memory.Dispose();
        memory.Dispose();

        Assert.Equal(1, releases);
    }

    [Fact]
    public void GivesNothingOnceDisposed()
    {
        var memory = new SecretMemory(1);
        memory.Dispose();

        Assert.Throws<ObjectDisposedException>(() => memory.Bytes.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void RefusesToHoldNothing(int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SecretMemory(length));
}
