# Breaks rules in a copy of the sources, as Config/mutations.txt says; see Config/mutate.sh.
#
#   mutate.pl LIST TREE         weaves all variants into TREE and prints a line for each: number, place, file, what
#   mutate.pl LIST TREE NUMBER  puts variant NUMBER into its data file in TREE
#
# A variant of Swift code is one branch of an expression, chosen when the tests run: one build serves them all.
use strict;
use warnings;

my ($list, $tree, $only) = @ARGV;
my ($file, $context, @variants);
open my $lines, '<', $list or die "$list: $!\n";
while (<$lines>) {
    chomp;
    next if /^#/ || /^\s*$/;
    if (/^file: (\S+)$/) { $file = $1; undef $context }
    elsif (/^in: (.*\[\[.+\]\].*)$/) { $context = $1 }
    elsif (/^to: (.+) \| (.+)$/ && defined $file && defined $context) {
        push @variants, { file => $file, context => $context, to => $1, what => $2, number => @variants + 1 };
    }
    else { die "$list:$.: not understood: $_\n" }
}

sub slurp { local $/; open my $in, '<', $_[0] or die "$_[0]: $!\n"; return scalar <$in> }
sub spill { open my $out, '>', $_[0] or die "$_[0]: $!\n"; print $out $_[1]; close $out or die "$_[0]: $!\n" }

# The text with what stands between the brackets replaced; it must stand there once.
sub replaced {
    my ($text, $context, $new) = @_;
    my ($before, $old, $after) = $context =~ /^(.*?)\[\[(.+)\]\](.*)$/;
    my $count = () = $text =~ /\Q$before$old$after\E/g;
    die "stands there $count times: $context\n" unless $count == 1;
    $new =~ s/\x00/$old/g;
    $text =~ s/\Q$before$old$after\E/$before$new$after/;
    return $text;
}

if (defined $only) {
    my $variant = $variants[$only - 1];
    my $path = "$tree/$variant->{file}";
    spill($path, replaced(slurp($path), $variant->{context}, $variant->{to}));
    exit;
}

my (%woven, @order);
for my $variant (@variants) {
    print join("\t", $variant->{number}, $variant->{file} =~ /\.swift$/ ? 'code' : 'data', $variant->{file}, $variant->{what}), "\n";
    next unless $variant->{file} =~ /\.swift$/;
    my $key = "$variant->{file}\t$variant->{context}";
    push @order, $key unless $woven{$key};
    push @{ $woven{$key} }, $variant;
}
for my $key (@order) {
    my ($path, $context) = split /\t/, $key, 2;
    my $new = "(\x00)";
    $new = "(Mutant.number == $_->{number} ? ($_->{to}) : $new)" for reverse @{ $woven{$key} };
    spill("$tree/$path", replaced(slurp("$tree/$path"), $context, $new));
}
