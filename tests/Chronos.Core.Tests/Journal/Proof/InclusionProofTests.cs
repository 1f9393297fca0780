using System.Text;
using Chronos.Core.Journal;
using Chronos.Core.Journal.Proof;

namespace Chronos.Core.Tests.Journal.Proof;

public sealed class InclusionProofTests : IDisposable
{
    private readonly SealedJournal _journal = new();

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void EveryRecordIsProvenWithoutTheJournal()
    {
        var texts = new List<byte[]>();
        for (long sequence = 1; sequence <= _journal.Records; sequence++)
        {
            texts.Add(InclusionProofFile.Write(InclusionProofMaker.Make(_journal.Data, sequence)));
        }

        Array.ForEach(Directory.GetFiles(_journal.Data), File.Delete);
        for (var i = 0; i < texts.Count; i++)
        {
            var proof = InclusionProofFile.Parse(texts[i]);
            Assert.Null(proof.FindFault(_journal.Key));
            Assert.Equal(i + 1, proof.Sequence);
            var payload = JournalFixture.Payload(i + 1);
            Assert.True(proof.Payload[..payload.Length].SequenceEqual(payload));
        }
    }

    /// <summary>Where a checkpoint covers many leaves the path is long; each byte of every proof counts.</summary>
    [Theory]
    [InlineData(1000)]
    [InlineData(5)]
    public void NoByteOfAProofCanBeChanged(int recordsMax)
    {
        _journal.SealAnew(recordsMax);
        for (long sequence = 1; sequence <= _journal.Records; sequence += 2)
        {
            var proof = InclusionProofMaker.Make(_journal.Data, sequence);
            Assert.True(recordsMax < 1000 || sequence > 10 || proof.Path.Count >= 4);
            var text = InclusionProofFile.Write(proof);
            Assert.False(IsRefused(text));
            for (var offset = 0; offset < text.Length; offset++)
            {
                var changed = (byte[])text.Clone();
                changed[offset] ^= (byte)(1 << (int)((offset + sequence) % 8));
                Assert.True(IsRefused(changed), $"sequence {sequence}, byte {offset}");
            }
        }
    }

    [Fact]
    public void SubstanceThatIsChangedAndWrittenAnewIsRefused()
    {
        _journal.SealAnew(1000);
        var sequence = _journal.Records / 2;
        var proof = InclusionProofMaker.Make(_journal.Data, sequence);
        var other = InclusionProofMaker.Make(_journal.Data, sequence + 1);
        var record = proof.Record.ToArray();
        Assert.Null(proof.FindFault(_journal.Key));
        for (var i = 0; i < record.Length; i++)
        {
            var changed = (byte[])record.Clone();
            changed[i] ^= 1;
            Assert.NotNull(new InclusionProof(changed, proof.LeafIndex, proof.Path, proof.Checkpoint).FindFault(_journal.Key));
        }

        Assert.NotNull(new InclusionProof(record, other.LeafIndex, proof.Path, proof.Checkpoint).FindFault(_journal.Key));
        Assert.NotNull(new InclusionProof(record, other.LeafIndex, other.Path, proof.Checkpoint).FindFault(_journal.Key));
        Assert.NotNull(new InclusionProof(record, proof.LeafIndex, [.. proof.Path, proof.Path[0]], proof.Checkpoint).FindFault(_journal.Key));
        Assert.NotNull(new InclusionProof(record, proof.LeafIndex, [.. proof.Path.SkipLast(1)], proof.Checkpoint).FindFault(_journal.Key));
        using var signer = CheckpointSigner.Create();
        Assert.NotNull(new InclusionProof(record, proof.LeafIndex, proof.Path, proof.Checkpoint.SignedBy(signer)).FindFault(_journal.Key));
    }

    /// <summary>A frame or a header stands in the tree too; it is no record and proves nothing that was decided.</summary>
    [Fact]
    public void FrameIsNoRecord()
    {
        _journal.SealAnew(1000);
        var checkpoint = _journal.Read()[0];
        var bytes = File.ReadAllBytes(_journal.Journal.Segments()[0]);
        var leaves = new List<byte[]> { bytes[..4096], bytes[4096..8192] };
        for (var offset = 8192; offset < checkpoint.EndOffset; offset += leaves[^1].Length)
        {
            leaves.Add(bytes[offset..(offset + BitConverter.ToInt32(bytes, offset))]);
        }

        var hashes = leaves.ConvertAll(leaf => MerkleHash.Leaf(leaf));
        for (var i = 0; i < leaves.Count; i++)
        {
            var fault = new InclusionProof(leaves[i], i, MerklePath.Of(hashes, i), checkpoint).FindFault(_journal.Key);
            Assert.Equal(i > 1 && !Forger.IsFrame(leaves[i]), fault is null);
        }
    }

    [Fact]
    public void UnsealedRecordHasNoProof()
    {
        var missing = Assert.Throws<InvalidDataException>(() => InclusionProofMaker.Make(_journal.Data, _journal.Records + 1));
        Assert.Contains($"goes up to {_journal.Records}", missing.Message, StringComparison.Ordinal);
        File.Delete(_journal.Checkpoints);
        Assert.Throws<InvalidDataException>(() => InclusionProofMaker.Make(_journal.Data, 1));
    }

    [Fact]
    public void JournalThatWasChangedHasNoProof()
    {
        var path = _journal.Journal.Segments()[1];
        var bytes = File.ReadAllBytes(path);
        bytes[SegmentHeader.DataOffset + JournalFrame.Bytes + JournalRecord.HeaderBytes] ^= 1;
        File.WriteAllBytes(path, bytes);
        var sequence = SegmentHeader.TryParse(bytes)!.FirstSequence;

        var found = Assert.Throws<JournalCorruptException>(() => InclusionProofMaker.Make(_journal.Data, sequence));
        Assert.Equal(path, found.File);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"format\":\"chronosx-inclusion-proof-2\"}")]
    [InlineData("{\"format\":1}")]
    public void OtherTextIsNoProof(string text) =>
        Assert.Throws<InvalidDataException>(() => InclusionProofFile.Parse(Encoding.UTF8.GetBytes(text)));

    private bool IsRefused(byte[] text)
    {
        try
        {
            return InclusionProofFile.Parse(text).FindFault(_journal.Key) is not null;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }
}
