using System.Security.Cryptography;
using Chronos.Core.Journal.Proof;

namespace Chronos.Core.Tests.Journal.Proof;

/// <summary>Hashes made side by side are those made one by one. Where the processor cannot, there is nothing to compare.</summary>
public class Sha256LanesTests
{
    [Fact]
    public void EveryLengthInEveryLaneGivesTheClassLibrarysHash()
    {
        var bytes = new byte[Sha256Lanes.MessageBytesMax - 1];
        Random.Shared.NextBytes(bytes);
        Span<byte> hash = stackalloc byte[32];
        var lanes = Sha256Lanes.TryCreate();
        Assert.Equal(Sha256Block.IsSupported, lanes is not null);
        for (var length = 0; lanes is not null && length <= bytes.Length; length++)
        {
            for (var lane = 0; lane < Sha256Lanes.Count; lane++)
            {
                lanes.Add((byte)lane, bytes.AsSpan(0, Of(lane) / 2), bytes.AsSpan(Of(lane) / 2, Of(lane) - (Of(lane) / 2)));
            }

            lanes.Run();
            for (var lane = 0; lane < Sha256Lanes.Count; lane++)
            {
                lanes.CopyHash(lane, hash);
                Assert.Equal(SHA256.HashData([(byte)lane, .. bytes[..Of(lane)]]), hash.ToArray());
            }

            int Of(int lane) => (length + (lane * 37)) % (bytes.Length + 1);
        }
    }

    [Fact]
    public void LanesThatAreNotUsedChangeNothing()
    {
        var lanes = Sha256Lanes.TryCreate();
        Span<byte> hash = stackalloc byte[32];
        for (var used = 1; lanes is not null && used < Sha256Lanes.Count; used++)
        {
            for (var lane = 0; lane < used; lane++)
            {
                lanes.Add(3, new byte[used * 10], []);
            }

            Assert.Equal(used, lanes.Used);
            lanes.Run();
            Assert.Equal(0, lanes.Used);
            lanes.CopyHash(used - 1, hash);
            Assert.Equal(SHA256.HashData([3, .. new byte[used * 10]]), hash.ToArray());
        }
    }
}
