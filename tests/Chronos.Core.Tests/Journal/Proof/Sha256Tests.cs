using System.Security.Cryptography;
using Sha256 = Chronos.Core.Journal.Proof.Sha256;

namespace Chronos.Core.Tests.Journal.Proof;

public class Sha256Tests
{
    [Fact]
    public void BothWaysGiveTheClassLibrarysHash()
    {
        var bytes = new byte[70_000];
        Random.Shared.NextBytes(bytes);
        Span<byte> managed = stackalloc byte[32];
        Span<byte> native = stackalloc byte[32];
        foreach (var (first, second) in new[] { (0, 0), (1, 0), (32, 32), (54, 0), (55, 0), (63, 1), (64, 64), (4096, 0), (65_536, 1) })
        {
            var expected = SHA256.HashData([7, .. bytes[..first], .. bytes[^second..]]);
            Sha256.Managed(7, bytes.AsSpan(0, first), bytes.AsSpan(bytes.Length - second), managed);
            Assert.Equal(expected, managed.ToArray());
            Assert.Equal(OperatingSystem.IsLinux(), Sha256.IsNative);
            if (Sha256.IsNative)
            {
                Assert.True(Sha256.TryNative(7, bytes.AsSpan(0, first), bytes.AsSpan(bytes.Length - second), native));
                Assert.Equal(expected, native.ToArray());
            }
        }
    }

    [Fact]
    public void EveryLengthUpToTwoKilobytesGivesTheClassLibrarysHash()
    {
        var bytes = new byte[2048];
        Random.Shared.NextBytes(bytes);
        Span<byte> hash = stackalloc byte[32];
        for (var length = 0; length < bytes.Length; length++)
        {
            Sha256.Of(1, bytes.AsSpan(0, length / 3), bytes.AsSpan(length / 3, length - length / 3), hash);
            Assert.Equal(SHA256.HashData([1, .. bytes[..length]]), hash.ToArray());
        }
    }
}
