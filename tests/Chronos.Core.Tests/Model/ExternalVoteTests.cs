using System.Security.Cryptography;
using Chronos.Core.Model;
using Chronos.Core.Quorum;
using Chronos.Core.Tests.Allocation;

namespace Chronos.Core.Tests.Model;

public class ExternalVoteTests
{
    private static readonly byte[] Secret = SHA256.HashData("carol"u8);
    private static readonly ApproverKey Carol = new("carol", Secret);
    private static readonly ExternalVote Vote = Carol.Vote(new StrategyId(1), new ProposalId(7), 0xABCD, VoteKind.Approve, 3);

    [Fact]
    public void ItsMacIsThatOfExactlyThisVoteAndKey()
    {
        Assert.True(Vote.IsSignedWith(Secret));
        Assert.False(Vote.IsSignedWith(SHA256.HashData("dave"u8)));
        Action<VoteEdit>[] edits =
        [
            e => e.Vote.Strategy = new StrategyId(2), e => e.Vote.Proposal = new ProposalId(8), e => e.Vote.ContentHash++,
            e => e.Vote.Kind = VoteKind.Veto, e => e.Vote.Counter++, e => e.Vote.Voter = VoterName.Of("dave"), e => e.Vote.Mac[15]++,
        ];
        foreach (var edit in edits)
        {
            var edited = new VoteEdit { Vote = Vote };
            edit(edited);
            Assert.False(edited.Vote.IsSignedWith(Secret));
        }
    }

    [Fact]
    public void TheMacIsTheFirstHalfOfAnHmacOverTheDocumentedBytes()
    {
        var bytes = new byte[16 + 80];
        "ChronosX/vote/01"u8.CopyTo(bytes);
        bytes[16] = 1;
        bytes[20] = (byte)VoteKind.Approve;
        bytes[24] = 7;
        bytes[32] = 0xCD;
        bytes[33] = 0xAB;
        bytes[40] = 3;
        "carol"u8.CopyTo(bytes.AsSpan(64));

        Assert.Equal(HMACSHA256.HashData(Secret, bytes)[..16], ((ReadOnlySpan<byte>)Vote.Mac).ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a name of more than thirty-two ch")]
    [InlineData("caröl")]
    public void ANameThatDoesNotFitIsRefused(string name) => Assert.Throws<ArgumentException>(() => ApproverKey.New(name));

    [Fact]
    public void AShortSecretIsRefusedAndNoSecretIsPrinted()
    {
        Assert.Throws<ArgumentException>(() => new ApproverKey("carol", new byte[31]));
        Assert.Equal("carol", Carol.ToString());
    }

    [Theory]
    [InlineData("carol", true)]
    [InlineData("caro", false)]
    [InlineData("carom", false)]
    [InlineData("carol ", false)]
    [InlineData("", false)]
    public void ANameIsItselfAlone(string other, bool same) => Assert.Equal(same, VoterName.Of("carol").Is(other));

    [Fact]
    public void TheLongestNameFits()
    {
        var longest = new string('x', VoterName.Capacity);

        Assert.True(VoterName.Of(longest).Is(longest));
        Assert.False(VoterName.Of(longest).Is(longest + "x"));
        Assert.False(VoterName.Of(longest).Is(longest[1..]));
        Assert.Equal(longest, VoterName.Of(longest).ToString());
    }

    [Fact]
    public void CheckingAMacAllocatesNothing() => Assert.Equal(0, AllocationMeter.Least(() =>
    {
        for (var i = 0; i < 100; i++)
        {
            Vote.IsSignedWith(Secret);
        }
    }));

    private sealed class VoteEdit
    {
        public ExternalVote Vote;
    }
}
