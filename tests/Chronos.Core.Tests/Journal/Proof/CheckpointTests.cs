using System.Buffers.Binary;
using System.Security.Cryptography;
using Chronos.Core.Journal;
using Chronos.Core.Journal.Proof;

namespace Chronos.Core.Tests.Journal.Proof;

public sealed class CheckpointTests : IDisposable
{
    private const int CrcOffset = Checkpoint.Bytes - sizeof(uint);

    private readonly SealedJournal _journal = new(segments: 2);

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void StandsAsItIsDrawn()
    {
        var checkpoint = _journal.Read()[1];
        var bytes = File.ReadAllBytes(_journal.Checkpoints).AsSpan(Checkpoint.Bytes, Checkpoint.Bytes);

        Assert.True("CXJCHKP1"u8.SequenceEqual(bytes[..8]));
        Assert.Equal(1, BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]));
        Assert.Equal(292, BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]));
        Assert.True(bytes[16..32].SequenceEqual(EngineIdentity.TryRead(_journal.Data)));
        Assert.Equal(2, BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]));
        Assert.Equal(checkpoint.Segment, BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]));
        Assert.Equal(checkpoint.StartOffset, BinaryPrimitives.ReadInt64LittleEndian(bytes[48..]));
        Assert.Equal(checkpoint.EndOffset, BinaryPrimitives.ReadInt64LittleEndian(bytes[56..]));
        Assert.Equal(checkpoint.FirstSequence, BinaryPrimitives.ReadInt64LittleEndian(bytes[64..]));
        Assert.Equal(checkpoint.Records, BinaryPrimitives.ReadInt64LittleEndian(bytes[72..]));
        Assert.Equal(checkpoint.Leaves, BinaryPrimitives.ReadInt64LittleEndian(bytes[80..]));
        Assert.Equal(JournalFixture.TimeOf(checkpoint.LastSequence), BinaryPrimitives.ReadInt64LittleEndian(bytes[88..]));
        Assert.True(bytes[96..128].SequenceEqual(checkpoint.Root));
        Assert.True(bytes[128..160].SequenceEqual(SHA256.HashData(File.ReadAllBytes(_journal.Checkpoints).AsSpan(0, 224))));
        Assert.True(bytes[160..224].SequenceEqual(_journal.Key.Point));
        Assert.Equal(Crc32C.Of(bytes[..288]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[288..]));
        Assert.True(bytes.SequenceEqual(checkpoint.ToBytes()));
    }

    /// <summary>The public key file, the signature and the head are all that the class library alone needs.</summary>
    [Fact]
    public void SignatureIsPlainEcdsaOverTheHead()
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(_journal.KeyFile + CheckpointKeyFile.PublicExtension));
        foreach (var bytes in File.ReadAllBytes(_journal.Checkpoints).Chunk(Checkpoint.Bytes))
        {
            Assert.True(key.VerifyData(bytes.AsSpan(0, 224), bytes.AsSpan(224, 64), HashAlgorithmName.SHA256));
        }
    }

    [Fact]
    public void EveryForgedByteIsFoundThoughTheCrcIsMended()
    {
        var whole = File.ReadAllBytes(_journal.Checkpoints);
        var count = whole.Length / Checkpoint.Bytes;
        foreach (var (victim, step) in new[] { (0, 11), (count / 2, 1), (count - 1, 7) })
        {
            for (var offset = 0; offset < CrcOffset; offset += step)
            {
                var forged = (byte[])whole.Clone();
                var checkpoint = forged.AsSpan(victim * Checkpoint.Bytes, Checkpoint.Bytes);
                checkpoint[offset] ^= (byte)(1 << (offset % 8));
                MendCrc(checkpoint);
                AssertFound(forged, victim);
            }
        }
    }

    /// <summary>With (r, s) also (r, n - s) fits the head, and anybody can work it out; it does not count.</summary>
    [Fact]
    public void TheOtherSignatureDoesNotCount()
    {
        var n = new System.Numerics.BigInteger(
            Convert.FromHexString("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"), isUnsigned: true, isBigEndian: true);
        var whole = File.ReadAllBytes(_journal.Checkpoints);
        var signature = whole.AsSpan(224, 64);
        var s = new System.Numerics.BigInteger(signature[32..], isUnsigned: true, isBigEndian: true);
        Assert.True(s <= n / 2);
        signature[32..].Clear();
        var other = (n - s).ToByteArray(isUnsigned: true, isBigEndian: true);
        other.CopyTo(signature[(64 - other.Length)..]);

        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(_journal.KeyFile + CheckpointKeyFile.PublicExtension));
        Assert.True(key.VerifyData(whole.AsSpan(0, 224), signature, HashAlgorithmName.SHA256));

        MendCrc(whole.AsSpan(0, Checkpoint.Bytes));
        AssertFound(whole, 0);
    }

    [Fact]
    public void EverySignatureHasTheSmallerHalf()
    {
        using var signer = CheckpointSigner.Create();
        var signature = new byte[CheckpointSignature.Bytes];
        var head = new byte[32];
        for (var i = 0; i < 50; i++)
        {
            head[0] = (byte)i;
            signer.Sign(head, signature);
            Assert.True(CheckpointSignature.IsSmaller(signature));
        }
    }

    [Fact]
    public void DroppedDuplicatedAndSwappedCheckpointsAreFound()
    {
        var all = File.ReadAllBytes(_journal.Checkpoints).Chunk(Checkpoint.Bytes).ToList();
        for (var i = 0; i < all.Count - 1; i++)
        {
            AssertFound([.. all[..i].Concat(all[(i + 1)..]).SelectMany(c => c)], i);
            AssertFound([.. all[..(i + 1)].Concat(all[i..]).SelectMany(c => c)], i + 1);
            AssertFound([.. all[..i].Append(all[i + 1]).Append(all[i]).Concat(all[(i + 2)..]).SelectMany(c => c)], i);
        }
    }

    [Fact]
    public void MissingFileIsFoundWhenTheKeyIsGiven()
    {
        File.Delete(_journal.Checkpoints);
        Assert.Contains(_journal.Checkpoints, Assert.Single(_journal.Audit().Problems), StringComparison.Ordinal);
        Assert.Empty(new CheckpointAudit(_journal.Data, [], null).Run().Problems);
    }

    [Fact]
    public void ImpossibleNumbersAreNone()
    {
        var bytes = File.ReadAllBytes(_journal.Checkpoints)[..Checkpoint.Bytes];
        foreach (var offset in new[] { 32, 40, 48, 56, 64, 72, 80 })
        {
            foreach (var value in new[] { long.MinValue, -1, long.MaxValue })
            {
                var forged = (byte[])bytes.Clone();
                BinaryPrimitives.WriteInt64LittleEndian(forged.AsSpan(offset), value);
                MendCrc(forged);
                Assert.Null(Checkpoint.TryParse(forged));
            }
        }
    }

    private void AssertFound(byte[] forged, int victim)
    {
        var whole = File.ReadAllBytes(_journal.Checkpoints);
        File.WriteAllBytes(_journal.Checkpoints, forged);
        var problems = _journal.Audit().Problems;
        File.WriteAllBytes(_journal.Checkpoints, whole);
        Assert.NotEmpty(problems);
        Assert.StartsWith($"{_journal.Checkpoints} at byte {victim * Checkpoint.Bytes}: checkpoint {victim + 1} ", problems[0], StringComparison.Ordinal);
    }

    private static void MendCrc(Span<byte> checkpoint) =>
        BinaryPrimitives.WriteUInt32LittleEndian(checkpoint[CrcOffset..], Crc32C.Of(checkpoint[..CrcOffset]));
}
