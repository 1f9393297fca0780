using System.Numerics;
using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Journal;

public sealed class Crc32CTests
{
    [Fact]
    public void GivesThePublishedCheckValue()
    {
        Assert.Equal(0xE3069283u, Crc32C.Of("123456789"u8));
        Assert.True(Crc32C.SelfTest());
    }

    [Fact]
    public void EqualsOneByteAtATimeForEveryLength()
    {
        var bytes = new byte[5000];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)((i * 131) ^ (i >> 5));
        }

        var naive = uint.MaxValue;
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Equal(~naive, Crc32C.Of(bytes.AsSpan(0, length)));
            naive = BitOperations.Crc32C(naive, bytes[length]);
        }
    }
}
